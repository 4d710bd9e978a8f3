"""Warnings where they must not be missed: over the family's page, on the home page of whoever has to review them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.roles import managing_roles
from cases.families.models import Family, FamilyMembership, WarningNote
from cases.families.models.warning import WarningKind
from cases.families.panels import ABOVE, Asked, Shown
from cases.families.queries import InvolvementQuerySet

MOST_TO_REVIEW = 20


def warnings_of_family(user: User, family: Family, today: datetime.date) -> list[WarningNote]:
    """Standing warnings about the family and whoever is in it now, for any page about them; one query."""
    return _of_this(family, _around(family, user, today))


def _around(family: Family, user: User, today: datetime.date) -> Any:
    rows = WarningNote.objects.visible_to(user).standing().around_family(family.pk, today)
    return rows.select_related("person", "recorded_by")


def _of_this(family: Family, rows: Iterable[WarningNote]) -> list[WarningNote]:
    """The family need not be read again for each."""
    warnings = list(rows)
    for warning in warnings:
        if warning.family_id:
            warning.family = family
    return warnings


def warnings_of_person(user: User, person: uuid.UUID, today: datetime.date) -> list[WarningNote]:
    """Standing warnings about the person and the families they are in; one query."""
    rows = WarningNote.objects.visible_to(user).standing().around_person(person, today)
    return list(rows.select_related("person", "family", "recorded_by"))


def warning_tags(
    user: User, families: Iterable[uuid.UUID], today: datetime.date
) -> dict[uuid.UUID, list[str]]:
    """The short tags of each family of a list; one query for all of them."""
    kinds = WarningNote.objects.visible_to(user).kinds_by_family(families, today)
    return {family: [str(WarningKind(kind).label) for kind in found] for family, found in kinds.items()}


def with_warning_kinds(work: InvolvementQuerySet, user: User, today: datetime.date) -> InvolvementQuerySet:
    """Rows of work, each with the kinds of warnings that stand around its family; see ``tagged``."""
    own, of_people = WarningNote.objects.visible_to(user).kinds_beside("family_id", today)
    rows: InvolvementQuerySet = work.annotate(own_kinds=own, kinds_of_people=of_people)
    return rows


def tagged(rows: Iterable[Any]) -> list[Any]:
    """Those rows, each with the short tags of its family as ``warning_tags``."""
    found = list(rows)
    for row in found:
        row.warning_tags = [
            str(WarningKind(kind).label) for kind in sorted({*row.own_kinds, *row.kinds_of_people})
        ]
    return found


class FamilyWarnings:
    """What to know before anything else on the page is read."""

    place = ABOVE

    def asked(self, *, family: Family, user: User, today: datetime.date) -> Asked:
        """Standing warnings."""
        return [_around(family, user, today)]

    def shown(
        self, rows: Sequence[list[Any]], *, family: Family, user: User, today: datetime.date
    ) -> Shown | None:
        """Over everything else, or nothing."""
        warnings = _of_this(family, rows[0])
        may_keep = user.can(Permission.WARNING_KEEP)
        context = {"warnings": warnings, "family": family, "today": today, "may_keep": may_keep}
        return Shown("families/warnings/panel.html", context) if warnings else None


class WarningsToReview:
    """Warnings whose day to look again is past: one's own, and for managers those of their teams' families."""

    order = 15

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The oldest first, each about a person with a family through whose page it is reviewed."""
        if not user.can(Permission.WARNING_KEEP):
            return None
        leads = Membership.objects.current(today).filter(user=user, role__in=managing_roles())
        rows = WarningNote.objects.visible_to(user).standing().filter(review_on__lt=today)
        families = FamilyMembership.objects.visible_to(user).filter(person=OuterRef("person_id"))
        rows = rows.annotate(through=Subquery(families.order_by("-started_on", "id").values("family")[:1]))
        rows = rows.filter(Q(recorded_by=user) | Q(Exists(leads))).order_by("review_on", "id")
        return [rows.select_related("family", "person")[:MOST_TO_REVIEW]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """How many, and each by itself."""
        told = [(row, row.family_id or row.through) for row in rows[0]]
        if not told:
            return None
        return Shown(
            "families/warnings/to_review.html",
            {"warnings": told},
            frozenset(family for _, family in told if family),
            f"{len(told)} {'warning' if len(told) == 1 else 'warnings'} to look at again",
        )
