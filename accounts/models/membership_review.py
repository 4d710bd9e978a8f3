"""The quarterly question about each membership: is this access still needed?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from accounts.models.team import Membership
from accounts.queries import MembershipReviewQuerySet


class Decision(models.TextChoices):
    """How a review ended."""

    CONFIRMED = "confirmed", "Still needed"
    ENDED = "ended", "End this access"
    NOT_CONFIRMED = "not_confirmed", "Ended because nobody confirmed it"
    LEFT = "left", "The job had ended already"


BY_A_PERSON = (Decision.CONFIRMED, Decision.ENDED)


class MembershipReview(models.Model):
    """One membership in one quarter, for the manager to confirm or end; what nobody confirms ends by itself.

    Access that outlives its need is how files are read by people who moved on. Nobody is asked about themselves. The
    member is warned before access ends; the day it may end is ``due_on``, a day in London that still counts.
    ``looks`` and ``last_used_at`` tell the manager how much the access is used: looks at records in the last 90 days,
    and the last sign-in or look.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="reviews")
    opened_on = models.DateField("asked on")
    due_on = models.DateField("to be confirmed by")
    is_for_administrators = models.BooleanField("nobody above can answer", default=False)
    looks = models.PositiveIntegerField("looks at records in 90 days", default=0)
    last_used_at = models.DateTimeField("last sign-in or look", null=True)
    warned_at = models.DateTimeField("member warned", null=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    reason = models.CharField("why it ended", max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = MembershipReviewQuerySet.as_manager()

    class Meta:
        ordering = ["membership__team__name", "membership__user__full_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(decided_at__isnull=True), name="review_waits_once"
            ),
            models.CheckConstraint(condition=Q(due_on__gt=F("opened_on")), name="review_leaves_time"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="review_decided_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=BY_A_PERSON) | Q(decided_by__isnull=False),
                name="review_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.ENDED) | ~Q(reason=""), name="review_end_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.NOT_CONFIRMED) | Q(warned_at__isnull=False),
                name="review_warns_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.opened_on:%-d %B %Y}"
