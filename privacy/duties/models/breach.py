"""The breach log: every incident with personal data, reported or not (UK GDPR Article 33(5)).

The log names nobody, so that it can be kept for good; whose data it was stands in rows of their own, which go with that
person's file.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from cases.families.models import Person
from privacy import codes
from privacy.duties.queries import DutyQuerySet, OfficerQuerySet
from privacy.models.notice import choices

LONGEST = 4_000


class BreachKind(models.TextChoices):
    """What went wrong; the first two are what happens most."""

    MISDIRECTED_TEXT = "misdirected_text", "A text went to the wrong person"
    MISDIRECTED_PACK = "misdirected_pack", "A copy of records went to the wrong person, or showed too much"
    MISDIRECTED_OTHER = "misdirected_other", "An email or letter went to the wrong person"
    WRONG_LOOK = "wrong_look", "Somebody looked at a record without a reason"
    LOST = "lost", "Papers or a device were lost or stolen"
    CHANGED = "changed", "Records were changed or destroyed by mistake"
    UNAVAILABLE = "unavailable", "Records could not be reached when they were needed"
    ATTACK = "attack", "Somebody broke in or was tricked into giving access"
    OTHER = "other", "Something else"


class Likelihood(models.IntegerChoices):
    """How likely harm is, now that it is contained as far as it could be."""

    VERY_UNLIKELY = 1, "Very unlikely: we have it back, and nobody read it"
    UNLIKELY = 2, "Unlikely: one person we trust read it"
    LIKELY = 3, "Likely: somebody who may use it has it"
    CERTAIN = 4, "It has happened, or is about to"


class Severity(models.IntegerChoices):
    """How bad the harm would be for the person it would hit hardest."""

    SLIGHT = 1, "Slight: a nuisance that passes"
    SOME = 2, "Some: upset, cost or trouble they can deal with"
    SERIOUS = 3, "Serious: distress, loss or shame that lasts"
    GRAVE = 4, "Grave: somebody may be hurt, or found by a person they hide from"


class Breach(Record):
    """One incident. The clock of 72 hours runs from the moment anybody at the council was reasonably sure of it."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField("what went wrong", max_length=20, choices=BreachKind.choices)
    happened_on = models.DateField("happened", null=True, blank=True)
    aware_at = models.DateTimeField("we knew of it")
    what_happened = models.TextField("what happened", max_length=LONGEST)
    categories = ArrayField(
        models.CharField(max_length=40, choices=choices(codes.Category)), verbose_name="kinds of data"
    )
    people_count = models.PositiveIntegerField("how many people")
    likelihood = models.PositiveSmallIntegerField(
        "how likely harm is", null=True, blank=True, choices=Likelihood.choices
    )
    severity = models.PositiveSmallIntegerField(
        "how bad it would be", null=True, blank=True, choices=Severity.choices
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("written down")
    closed_on = models.DateField("closed", null=True, blank=True)
    lessons = models.TextField("what we change", max_length=LONGEST, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-aware_at", "-id"]
        verbose_name_plural = "breaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__isnull=True, severity__isnull=True)
                | Q(likelihood__range=(1, 4), severity__range=(1, 4)),
                name="breach_is_weighed_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, lessons="")
                | (Q(closed_on__isnull=False) & ~Q(lessons="")),
                name="breach_closed_says_what_changes",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(likelihood__isnull=False),
                name="breach_closed_is_weighed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BreachStep(Record):
    """Something done to contain a breach or to find out more, at a moment."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    taken_at = models.DateTimeField("when")
    words = models.TextField("what was done", max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfficerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["taken_at", "id"]

    def __str__(self) -> str:
        return f"Step of {self.breach_id}"


class Told(models.TextChoices):
    """To whom a decision is about telling (Articles 33 and 34)."""

    ICO = "ico", "the Information Commissioner"
    PEOPLE = "people", "the people whose data it is"


class BreachDecision(Record):
    """Whether somebody is told, and why; a second officer agrees before it counts."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="decisions")
    about = models.CharField("telling", max_length=10, choices=Told.choices)
    is_told = models.BooleanField("they are told")
    reasons = models.TextField(max_length=LONGEST)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["about", "id"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "about"], name="breach_decision_once"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="breach_agreement_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("decided_by")),
                name="breach_decision_is_agreed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Telling {self.get_about_display()}"


class NoticeTo(models.TextChoices):
    """Who was told of a breach."""

    ICO = "ico", "The Information Commissioner"
    PEOPLE = "people", "The people whose data it is"
    POLICE = "police", "The police"
    OTHER = "other", "Somebody else"


class BreachNotice(Record):
    """Somebody was told of a breach at a moment. Telling the Commissioner late needs the reasons for the delay."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="notices")
    whom = models.CharField("who was told", max_length=10, choices=NoticeTo.choices)
    told_at = models.DateTimeField("when")
    how = models.CharField("how", max_length=300)
    delay = models.TextField("why it was late", max_length=LONGEST, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfficerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return str(self.get_whom_display())


class BreachPerson(Record):
    """Whose data a breach was about, where they are on file, and when they were told; it goes with their file."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="breaches")
    told_on = models.DateField("told", null=True, blank=True)
    told_how = models.CharField("how they were told", max_length=200, blank=True)
    why_not = models.CharField("why they were not told", max_length=500, blank=True)

    objects = OfficerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["id"]
        verbose_name_plural = "breach people"
        constraints = [models.UniqueConstraint(fields=["breach", "person"], name="breach_person_once")]

    def __str__(self) -> str:
        return f"Person of {self.breach_id}"
