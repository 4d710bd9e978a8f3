"""A person and the names they are known by."""

from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from cases.families.queries import PersonQuerySet, RowsOfPersonQuerySet


class BirthDate(models.TextChoices):
    """How well a date of birth is known. Retention acts by itself on exact dates only."""

    EXACT = "exact", "Exact"
    ESTIMATED = "estimated", "Estimated"
    UNBORN = "unborn", "Not yet born (expected date)"
    UNKNOWN = "unknown", "Not known"


class Person(Record):
    """A child, parent, carer or anybody else a family's file is about; entered once, whatever services they use."""

    given_name = models.CharField("first names", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    birth_date_kind = models.CharField(
        "date of birth is", max_length=10, choices=BirthDate.choices, default=BirthDate.UNKNOWN
    )
    date_of_birth = models.DateField("date of birth", null=True, blank=True)
    date_of_death = models.DateField("date of death", null=True, blank=True)
    reference = models.CharField(max_length=20, unique=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~Q(given_name="", family_name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=(Q(birth_date_kind="unknown") & Q(date_of_birth__isnull=True))
                | (~Q(birth_date_kind="unknown") & Q(date_of_birth__isnull=False)),
                name="person_birth_date_matches_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(date_of_death__isnull=True)
                | Q(date_of_birth__isnull=True)
                | Q(date_of_death__gte=F("date_of_birth")),
                name="person_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First names and last name as the person gives them."""
        return f"{self.given_name} {self.family_name}".strip()


class NameKind(models.TextChoices):
    """Why somebody has another name."""

    ALIAS = "alias", "Also known as"
    NICKNAME = "nickname", "Nickname"
    BIRTH = "birth", "Name at birth"
    MARRIED = "married", "Married name"
    PREVIOUS = "previous", "Previous name"


class PersonName(Record):
    """Another name a person is or was known by; search finds them by it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=NameKind.choices, default=NameKind.ALIAS)

    objects = RowsOfPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_name_is_given")]

    def __str__(self) -> str:
        return self.name
