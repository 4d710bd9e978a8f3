"""Two records that may be of one person, or of one family, until somebody decides."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from accounts.keys import new_key
from cases.families.merging.queries import DuplicatePairQuerySet, FamilyPairQuerySet
from cases.families.models import Family, Person


class PairReason(models.TextChoices):
    """Why two records may be about one person, the surest first."""

    NAME_AND_BIRTH = "name_and_birth", "Same name and date of birth"
    SWAPPED_NAME = "swapped_name", "Same date of birth, first and last name changed round"
    NICKNAME = "nickname", "Same date of birth and last name, and a short form of the first name"
    PHONE = "phone", "Same telephone number and a name that is alike"
    BIRTH = "birth", "Same date of birth and a name that is alike"
    SWAPPED_BIRTH = "swapped_birth", "Same name, and day and month of birth changed round"
    POSTCODE = "postcode", "Same postcode and a name that is alike"
    BY_HAND = "by_hand", "Put side by side by a member of staff"


class FamilyPairReason(models.TextChoices):
    """Why two records may be of one family, the surest first."""

    SAME_MEMBERS = "same_members", "The same people are in both"
    WITHIN = "within", "Everybody of one is in the other too"
    TWO_MEMBERS = "two_members", "Two people or more are in both"
    BY_HAND = "by_hand", "Put side by side by a member of staff"


def called(record: Person | Family) -> str:
    """What a page calls a record: the name, and the reference by which it is told from the other one."""
    return str(record) if isinstance(record, Family) else f"{record.full_name} ({record.reference})"


def pair_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Two records and not one, once however they are turned, and decided by somebody, with a reason, or not at all."""
    return [
        models.CheckConstraint(condition=~Q(first=F("second")), name=f"{prefix}_is_of_two"),
        models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name=f"{prefix}_once"),
        models.CheckConstraint(
            condition=Q(not_same_why="", decided_by__isnull=True, decided_at__isnull=True)
            | (~Q(not_same_why="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            name=f"{prefix}_decided_in_full",
        ),
    ]


class Pair(models.Model):
    """Two records that the search of the night, or a manager, takes for one.

    "Not the same" is decided once, with a reason, and the pair does not come back. A merge takes the pair away.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    score = models.PositiveSmallIntegerField("how likely, of 100")
    found_at = models.DateTimeField()
    not_same_why = models.CharField("why they are not the same", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    first: Any
    second: Any

    class Meta:
        abstract = True
        ordering = ["-score", "id"]

    @property
    def called(self) -> str:
        """Both, as a list names them."""
        return f"{called(self.first)} and {called(self.second)}"


class DuplicatePair(Pair):
    """Two records that may be of one person."""

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_first")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_second")
    reason = models.CharField("why they may be the same", max_length=20, choices=PairReason.choices)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta(Pair.Meta):
        constraints = pair_constraints("pair")

    def __str__(self) -> str:
        return self.get_reason_display()


class FamilyPair(Pair):
    """Two records that may be of one family, as when two hubs each enter it."""

    first = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="pairs_first")
    second = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="pairs_second")
    reason = models.CharField("why they may be the same", max_length=20, choices=FamilyPairReason.choices)

    objects = FamilyPairQuerySet.as_manager()

    class Meta(Pair.Meta):
        constraints = pair_constraints("family_pair")

    def __str__(self) -> str:
        return self.get_reason_display()
