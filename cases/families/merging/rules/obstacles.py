"""What keeps two records from becoming one, asked by the job that sees everything.

Most of it is not for the manager's eyes: another team's work, a wall, a list of files to be destroyed. So nearly all
of it has the same words (``Refusal.APART``). That data may not be used for now is told: the manager reads it on the
family's pages.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.permissions import Permission
from accounts.walls import Wall
from cases.families.merging.models import Refusal
from cases.families.merging.rules.kinds import OF_PEOPLE, Kind, kind_of
from cases.families.merging.rules.plan import Moves
from cases.families.models import (
    BreakGlass,
    Family,
    FamilyMembership,
    Involvement,
    Person,
    Restriction,
    UseLock,
)
from cases.families.queries import opened_families

MergeStop = Callable[[Collection[uuid.UUID]], bool]


def refusal_for(records: Collection[Person | Family], by: User, at: datetime.datetime) -> Refusal | None:
    """Why this member of staff may not put these records together, or take them apart; ``None`` if they may."""
    kind = kind_of(next(iter(records)))
    keys = [record.pk for record in records]
    people, families = _circle(kind, keys)
    if not by.can(Permission.RECORD_MERGE) or _is_kept_from(by, kind, keys, families):
        return Refusal.APART
    if _meets_the_other_side(families) or _is_half_restricted(families):
        return Refusal.APART
    if any(stop(families) for stop in _stops()):
        return Refusal.APART
    if UseLock.objects.standing().filter(Q(person__in=people) | Q(family__in=families)).exists():
        return Refusal.LOCKED
    if BreakGlass.objects.standing(at).filter(person__in=people).exists():
        return Refusal.BUSY
    return None


def _circle(kind: Kind, keys: Collection[uuid.UUID]) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """The people and families a merge is about: two people and all their families, or two families and their people."""
    of = "person" if kind is OF_PEOPLE else "family"
    rows = FamilyMembership.objects.filter(**{f"{of}__in": keys}).order_by().values_list("person", "family")
    people, families = {person for person, _ in rows}, {family for _, family in rows}
    return (set(keys), families) if kind is OF_PEOPLE else (people, set(keys))


def about(line: Moves, records: Collection[uuid.UUID]) -> Q:
    """Rows of a line of the plan that name one of these records."""
    found = Q(pk__in=())
    for link in line.links:
        found |= Q(**{f"{link}__in": records})
    return found


def _is_kept_from(
    by: User, kind: Kind, records: Collection[uuid.UUID], families: Collection[uuid.UUID]
) -> bool:
    """Whether there is any row of theirs that this member of staff does not see, or sees in an emergency only."""
    if any(opened_families(by).get(family) for family in families):
        return True
    for line in kind.moves:
        if line.is_office:
            continue
        manager: Any = line.model_class._default_manager
        everything = manager.filter(about(line, records))
        if everything.count() != manager.visible_to(by).filter(about(line, records)).count():
            return True
    return False


def _meets_the_other_side(families: Collection[uuid.UUID]) -> bool:
    """Whether a young person's side and a victim's side would meet in one record (Victims' Code: they never do)."""
    walls = set(Involvement.objects.filter(family__in=families).order_by().values_list("wall", flat=True))
    return set(Wall) <= walls


def _is_half_restricted(families: Collection[uuid.UUID]) -> bool:
    """Whether some of the families are restricted and others are not: the joined record would lie on both sides."""
    restricted = Restriction.objects.standing().filter(family__in=families).order_by().values("family")
    return 0 < restricted.distinct().count() < len(families)


def _stops() -> Iterator[MergeStop]:
    """What other apps say may stop a merge that touches these families; see ``MergingConfig``."""
    for config in apps.get_app_configs():
        if name := getattr(config, "merge_stop", ""):
            yield import_string(name)
