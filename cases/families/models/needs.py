"""School, languages, special requirements, equality, health and disability: each in a table of its own, so that a page
that does not need them never loads them."""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models.family import ENDS_AFTER_START
from cases.families.models.person import Person
from cases.families.queries import RowsOfPersonQuerySet


class SchoolAttendance(Record):
    """A school, nursery or college a person goes or went to."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="schools")
    school = models.CharField(max_length=200)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("to", null=True, blank=True)
    notes = models.CharField("education notes", max_length=1000, blank=True)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "id"]
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="school_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.school


class PersonLanguage(Record):
    """A language a person speaks or signs, and whether an interpreter is needed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="languages")
    language = models.CharField(max_length=60)
    is_preferred = models.BooleanField("preferred language", default=False)
    needs_interpreter = models.BooleanField("interpreter needed", default=False)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["-is_preferred", "language"]
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="language_once")]

    def __str__(self) -> str:
        return self.language


class SpecialRequirement(Record):
    """What a person needs so that they can use a service: access, communication, diet, safety of a visit."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="special_requirements")
    requirement = models.CharField(max_length=500)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.requirement


class EqualityProfile(Record):
    """Gender and ethnicity in the person's own words, for equality monitoring; nobody has to answer."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="equality")
    gender = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    declined = models.BooleanField("preferred not to say", default=False)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(declined=False) | Q(gender="", ethnicity=""), name="equality_declined_is_empty"
            )
        ]

    def __str__(self) -> str:
        return "Equality profile"


class HealthKind(models.TextChoices):
    """The two kinds the notice names."""

    HEALTH = "health", "Health need"
    DISABILITY = "disability", "Disability need"


class HealthNeed(Record):
    """A health or disability need that matters for the help a person gets (UK GDPR Art 9 data)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="health_needs")
    kind = models.CharField(max_length=10, choices=HealthKind.choices)
    description = models.CharField(max_length=1000)
    started_on = models.DateField("since", null=True, blank=True)
    ended_on = models.DateField("until", null=True, blank=True)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="health_need_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.description
