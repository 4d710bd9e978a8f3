"""Break-glass: opening a family outside one's work for an hour, when a child cannot wait for the team that holds it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from cases.families.models.person import Person
from cases.families.queries import BreakGlassQuerySet

ONE_HOUR = datetime.timedelta(hours=1)


class Outcome(models.TextChoices):
    """What a manager found when they looked at it afterwards."""

    NEEDED = "needed", "It was needed"
    NOT_NEEDED = "not_needed", "It was not needed, but done in good faith"
    MISUSE = "misuse", "It looks like misuse: information governance looks into it"


class BreakGlass(Record):
    """One person, and the families they belong to, opened by one member of staff for an hour at most.

    It says why, the managers who answer for the family are told in the same moment, every look under it carries its
    key, and somebody else decides afterwards whether it was right. It opens no wall, and no restricted family unless
    the role says so. PostgreSQL keeps all of this, whatever a page may do (migration 0007).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="glass_broken")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="glass_broken")
    reason = models.CharField("why it could not wait", max_length=500)
    started_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    ended_at = models.DateTimeField("ended early", null=True, blank=True)
    opens_restricted = models.BooleanField("opens a restricted family too", default=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="glass_reviewed"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField("what the reviewer found", max_length=500, blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        verbose_name = "emergency access"
        verbose_name_plural = "emergency access"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="break_glass_says_why"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("started_at"), ends_at__lte=F("started_at") + ONE_HOUR),
                name="break_glass_lasts_an_hour_at_most",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (~Q(outcome="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                name="break_glass_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="break_glass_is_reviewed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"Emergency access from {self.started_at:%d %b %Y %H:%M}"
