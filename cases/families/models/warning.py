"""What everybody who goes to, writes to or rings somebody has to know beforehand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.walls import WallField
from cases.families.models.family import Family
from cases.families.models.person import Person
from cases.families.queries import WarningNoteQuerySet

LONGEST_NARRATIVE = 1_000
LONGEST_REASON = 300


class WarningKind(models.TextChoices):
    """What a warning is about; the label is the short tag on lists."""

    LONE_WORKER = "lone_worker", "Risk to a lone worker"
    SAFE_ADDRESS = "safe_address", "Safe address"
    COMMUNICATION = "communication", "Communication need"
    OTHER = "other", "Other warning"


class Told(models.TextChoices):
    """Whether whoever a warning is about knows of it. Being open is the rule; not telling needs a reason."""

    YES = "yes", "Yes"
    NO = "no", "No"


class WarningNote(Record):
    """A warning about one person or a whole family, until somebody ends it; then it stays in the record as ended.

    It has a day to look at it again, because a label that nobody asks about sticks to a family for life (UK GDPR
    Article 5(1)(d): accurate and up to date). A safe address is always about the person who must not be found there.
    """

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="warning_notes"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="warning_notes"
    )
    kind = models.CharField("kind of warning", max_length=20, choices=WarningKind.choices)
    narrative = models.TextField("what to know and what to do", max_length=LONGEST_NARRATIVE)
    told = models.CharField("were they told", max_length=3, choices=Told.choices)
    why_not_told = models.CharField("why they were not told", max_length=LONGEST_REASON, blank=True)
    review_on = models.DateField("look at it again on")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("recorded on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField("why it ended", max_length=LONGEST_REASON, blank=True)
    wall = WallField()

    objects = WarningNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_on", "-id"]
        indexes = [
            models.Index(fields=["review_on"], condition=Q(ended_on__isnull=True), name="warning_to_review")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(family__isnull=True, person__isnull=False)
                | Q(family__isnull=False, person__isnull=True),
                name="warning_is_about_a_person_or_a_family",
            ),
            models.CheckConstraint(
                condition=~Q(kind="safe_address") | Q(person__isnull=False),
                name="warning_of_safe_address_is_about_a_person",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WarningKind.values) & ~Q(narrative=""), name="warning_says_something"
            ),
            models.CheckConstraint(
                condition=Q(told="yes", why_not_told="") | (Q(told="no") & ~Q(why_not_told="")),
                name="warning_not_told_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("recorded_on")), name="warning_is_looked_at_later"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_on__gte=F("recorded_on"), ended_by__isnull=False) & ~Q(end_reason="")),
                name="warning_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
