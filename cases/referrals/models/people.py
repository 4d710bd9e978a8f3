"""Whom a referral is about, as they were named to us."""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models import Person
from cases.referrals.models.referral import Referral
from cases.referrals.queries import RowsOfReferralQuerySet


class Child(models.TextChoices):
    """Children first: they are whom a referral is for."""

    CHILD = "child", "Child"
    ADULT = "adult", "Adult"


class ReferralPerson(Record):
    """Somebody a referral names. ``person`` once it is known who on file that is, a member of the linked family."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="people")
    kind = models.CharField("child or adult", max_length=10, choices=Child.choices)
    given_name = models.CharField("first names", max_length=100, blank=True)
    family_name = models.CharField("last name", max_length=100, blank=True)
    date_of_birth = models.DateField("date of birth", null=True, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="named_in_referrals"
    )

    objects = RowsOfReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-kind", "date_of_birth", "id"]
        verbose_name_plural = "people in referrals"
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_name="", family_name=""), name="referral_person_has_a_name"
            ),
            models.UniqueConstraint(fields=["referral", "person"], name="referral_person_once"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name as it was told."""
        return f"{self.given_name} {self.family_name}".strip()
