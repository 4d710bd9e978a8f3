"""A way of looking at records that somebody should ask about: who, what kind, when; and what came of asking."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from cases.families.queries import AccessPatternQuerySet


class PatternKind(models.TextChoices):
    """What was noticed, in words that tell a manager nothing about a family they may not see.

    A shared last name and a shared postcode are one kind: told apart, the words would give away where somebody lives.
    """

    OWN = "own", "Looked at somebody with their own last name or home postcode"
    COLLEAGUE = "colleague", "Looked at somebody who may be a colleague or of a colleague’s family"
    OUTSIDE_WORK = "outside_work", "Looked again and again at somebody who is not their work"
    INDEX_CARDS = "index_cards", "Searched for many people and opened none of them"
    OUT_OF_HOURS = "out_of_hours", "Opened many records while offices were closed"


class Outcome(models.TextChoices):
    """What came of asking."""

    EXPLAINED = "explained", "There was a good reason"
    REMINDED = "reminded", "Reminded of the rules"
    INFORMATION_GOVERNANCE = "information_governance", "Referred to information governance"
    HUMAN_RESOURCES = "human_resources", "Referred to human resources"


class AccessPattern(models.Model):
    """One question about one member of staff and one day in London; a suspicion of nothing until it is asked.

    Whoever answers for the member of staff decides it once. Nobody sees or decides what is about themselves. The looks
    themselves are in the log of reads, and in the subject access pack of whoever was looked at; this row is about
    the member of staff, and holds no name or key of a family (those are in ``AccessPatternSubject``).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_patterns"
    )
    kind = models.CharField(max_length=20, choices=PatternKind.choices)
    day = models.DateField("day of the last look")
    first_at = models.DateTimeField("first look")
    last_at = models.DateTimeField("last look")
    looks = models.PositiveIntegerField()
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    reason = models.CharField("what was said", max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AccessPatternQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "day"], name="access_pattern_once"),
            models.CheckConstraint(condition=Q(last_at__gte=F("first_at")), name="access_pattern_in_order"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("user")), name="access_pattern_not_decided_by_oneself"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reason="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="") & ~Q(reason="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="access_pattern_decided_in_full",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class AccessPatternSubject(models.Model):
    """Whom such looks were at: keys alone, without foreign keys, as in the log of reads.

    It goes with the family's file at disposal, or with the question about the member of staff, whichever is first.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    pattern = models.ForeignKey(AccessPattern, on_delete=models.CASCADE, related_name="subjects")
    person_id = models.UUIDField("person looked at", null=True)
    family_id = models.UUIDField("family looked at", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id"], name="pattern_by_person"),
            models.Index(fields=["family_id"], name="pattern_by_family"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person_id__isnull=False) | Q(family_id__isnull=False),
                name="pattern_is_about_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"Subject {self.pk}"
