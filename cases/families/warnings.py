"""Warnings where they must not be missed: over the family's page, on the home page of whoever has to review them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Q

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.roles import managing_roles
from cases.families.models import Family, FamilyMembership, Involvement, WarningNote
from cases.families.models.warning import WarningKind
from cases.families.panels import ABOVE, Shown
from cases.families.queries import InvolvementQuerySet

MOST_TO_REVIEW = 20


def warnings_of_family(user: User, family: Family, today: datetime.date) -> list[WarningNote]:
    """Standing warnings about the family and whoever is in it now, for any page about them; one query."""
    rows = WarningNote.objects.visible_to(user).standing().around_family(family.pk, today)
    warnings = list(rows.select_related("person", "recorded_by"))
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


def with_warning_tags(
    work: InvolvementQuerySet, user: User, today: datetime.date, most: int
) -> list[Involvement]:
    """The first rows of work, each with the short tags of its family as ``warning_tags``; in the same query."""
    own, of_people = WarningNote.objects.visible_to(user).kinds_beside("family_id", today)
    rows: list[Any] = list(work.annotate(own_kinds=own, kinds_of_people=of_people)[:most])
    for row in rows:
        row.warning_tags = [
            str(WarningKind(kind).label) for kind in sorted({*row.own_kinds, *row.kinds_of_people})
        ]
    return rows


class FamilyWarnings:
    """What to know before anything else on the page is read."""

    place = ABOVE

    def shown(self, *, family: Family, user: User, today: datetime.date) -> Shown | None:
        """Standing warnings, in one query."""
        warnings = warnings_of_family(user, family, today)
        may_keep = user.can(Permission.WARNING_KEEP)
        context = {"warnings": warnings, "family": family, "today": today, "may_keep": may_keep}
        return Shown("families/warnings/panel.html", context) if warnings else None


class WarningsToReview:
    """Warnings whose day to look again is past: one's own, and for managers those of their teams' families."""

    order = 15

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """The oldest first, in one query."""
        if not user.can(Permission.WARNING_KEEP):
            return None
        leads = Membership.objects.current(today).filter(user=user, role__in=managing_roles())
        rows = WarningNote.objects.visible_to(user).standing().filter(review_on__lt=today)
        rows = rows.filter(Q(recorded_by=user) | Q(Exists(leads))).order_by("review_on", "id")
        found: list[Any] = list(rows.select_related("family", "person")[:MOST_TO_REVIEW])
        if not found:
            return None
        told = _told(found, user)
        return Shown(
            "families/warnings/to_review.html",
            {"warnings": told},
            frozenset(family for _, family in told if family),
            f"{len(told)} {'warning' if len(told) == 1 else 'warnings'} to look at again",
        )


def _told(warnings: list[Any], user: User) -> list[tuple[Any, uuid.UUID | None]]:
    """Each with a family through whose page it is reviewed; one query, and none where all are about families."""
    people = [row.person_id for row in warnings if row.person_id]
    memberships = FamilyMembership.objects.visible_to(user).filter(person__in=people) if people else []
    families = {row.person_id: row.family_id for row in memberships}
    return [(row, row.family_id or families.get(row.person_id)) for row in warnings]
