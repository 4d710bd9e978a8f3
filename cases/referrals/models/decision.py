"""What the front door decided about a referral, and why; each decision stays, also one that was taken back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models import Involvement
from cases.referrals.models.referral import LONGEST_ASKED, Referral
from cases.referrals.queries import RowsOfReferralQuerySet


class Outcome(models.TextChoices):
    """The threshold decision, in early help's own words."""

    OPENED = "opened", "Open to a service"
    ADVICE = "advice", "No further action, advice given"
    NO_ACTION = "no_action", "No further action"
    SIGNPOST = "signpost", "Signpost to somebody else"
    STEP_UP = "step_up", "Step up to Children’s Social Care"
    RETURNED = "returned", "Look at it again"


NEEDS_DETAIL = (Outcome.ADVICE, Outcome.SIGNPOST, Outcome.STEP_UP)


class ReferralDecision(Record):
    """One decision. ``detail`` is the advice given, where the family was sent, or who in social care took it."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField("decision", max_length=20, choices=Outcome.choices)
    reason = models.TextField(max_length=LONGEST_ASKED)
    detail = models.TextField("advice given, or passed to", max_length=LONGEST_ASKED, blank=True)
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referral_decisions",
        verbose_name="work it opened",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referral_decisions"
    )
    decided_at = models.DateTimeField("decided")

    objects = RowsOfReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="referral_decision_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["advice", "signpost", "step_up"]) | ~Q(detail=""),
                name="referral_decision_says_what_was_told",
            ),
            models.CheckConstraint(
                condition=Q(outcome="opened", involvement__isnull=False)
                | (~Q(outcome="opened") & Q(involvement__isnull=True)),
                name="referral_decision_opens_work",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
