"""Which oversight somebody may see: that of the families they see. Row security says the same again."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.records import RecordQuerySet
from cases.families.models import (
    Address,
    EqualityProfile,
    Family,
    FamilyMembership,
    Involvement,
    Phone,
    SchoolAttendance,
)
from cases.families.queries import family_is_seen, visible_involvements

SCHOOL_FROM, SCHOOL_UNTIL = 5, 16  # compulsory school age: Education Act 1996, section 8


class OversightQuerySet(RecordQuerySet[Any]):
    """Notes of managers, audits and hand-overs."""

    def seen_by(self, user: User) -> Self:
        """Those about families this person sees: a worker reads what their manager wrote, and so may the family."""
        return self.filter(family_is_seen(user, "family_id"))


class CaseAuditQuerySet(OversightQuerySet):
    """Audits."""

    def to_do(self) -> Self:
        """Those nobody has finished, the one due first at the top."""
        return self.filter(done_on__isnull=True).order_by("due_on", "id")


def families_with_gaps(user: User, today: datetime.date) -> QuerySet[Any]:
    """Families with open work of one's teams where something is missing, each with what it is.

    A date of birth, a school for a child of school age, gender and ethnicity (or that they were asked), where the
    family lives, and any way to reach them.
    """
    here = FamilyMembership.objects.current(today).filter(family=OuterRef("pk"))
    people = here.order_by().values("person")
    work = Involvement.objects.open_on(today).filter(visible_involvements(user), family=OuterRef("pk"))
    gaps = {
        "no_birth_date": Exists(here.filter(person__birth_date_kind="estimated")),
        "no_school": Exists(_without(here, SchoolAttendance, today).filter(_school_age(today))),
        "no_equality": Exists(
            here.filter(~Q(Exists(EqualityProfile.objects.filter(person=OuterRef("person")))))
        ),
        "no_address": ~Exists(Address.objects.current(today).filter(person__in=people)),
        "no_phone": ~Exists(Phone.objects.current(today).filter(person__in=people)),
        "no_worker": Exists(work.filter(allocated_to__isnull=True)),
    }
    families: QuerySet[Any] = (
        Family.objects.visible_to(user).filter(Exists(work)).annotate(**gaps).order_by("name", "pk")
    )
    return families


def _without(members: Any, model: type[Any], today: datetime.date) -> Any:
    rows = model.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today), person=OuterRef("person"))
    return members.filter(~Q(Exists(rows)))


def _school_age(today: datetime.date) -> Q:
    return Q(
        person__date_of_birth__gt=_years_before(today, SCHOOL_UNTIL),
        person__date_of_birth__lte=_years_before(today, SCHOOL_FROM),
    )


def _years_before(today: datetime.date, years: int) -> datetime.date:
    last = 28 if (today.month, today.day) == (2, 29) else today.day
    return datetime.date(today.year - years, today.month, last)
