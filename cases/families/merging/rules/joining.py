"""When two rows become one: what the row that stays takes over from the row that goes.

What the staying row left empty it takes over. Where both say something else, the staying row keeps its word; the other
one is kept in the journal and in the history, and a merge that is taken apart brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from cases.families.merging.rules.plan import Moves

Changes = dict[str, Any]


def rival_of(row: Any, others: Iterable[Any], line: Moves, links: dict[str, Any]) -> Any | None:
    """Among the leader's rows the one beside which this row, once it names the leader, cannot or need not stand."""
    if not line.is_same_gone and not line.once:
        return None
    for other in others:
        if line.is_same_gone and _says(row, line, links) == _says(other, line, {}):
            return other
        if line.once and _clashes(row, other, line, links):
            return other
    return None


def names_leader_twice(row: Any, line: Moves, links: dict[str, Any]) -> bool:
    """A row between the two records themselves, such as "sister of": of one person it says nothing."""
    ends = [links.get(name, getattr(row, _attname(row, name))) for name in line.links]
    return len(ends) > 1 and len(set(ends)) < len(ends)


def taken_over(stays: Any, goes: Any, line: Moves) -> Changes:
    """The fields of the staying row that change, with their new values."""
    join = SPECIAL.get(line.model, _filled)
    return join(stays, goes, _own_fields(stays, line))


def _own_fields(row: Any, line: Moves) -> list[models.Field[Any, Any]]:
    """What the row says besides its key and whom it is about."""
    outside = {*line.links, *line.once}
    return [
        column
        for column in row._meta.concrete_fields
        if not column.primary_key and not column.generated and column.name not in outside
    ]


def _says(row: Any, line: Moves, links: dict[str, Any]) -> list[Any]:
    said = [links.get(name, getattr(row, f"{name}_id")) for name in line.links]
    columns = [c for c in row._meta.concrete_fields if not c.primary_key and not c.generated]
    return said + [getattr(row, column.attname) for column in columns if column.name not in line.links]


def _clashes(row: Any, other: Any, line: Moves, links: dict[str, Any]) -> bool:
    if any(getattr(one, name) != value for one in (row, other) for name, value in line.once_if.items()):
        return False
    mine = [links.get(name, getattr(row, _attname(row, name))) for name in line.once]
    theirs = [getattr(other, _attname(other, name)) for name in line.once]
    if line.model in {"merging.DuplicatePair", "merging.FamilyPair"}:  # a pair is the same from either side
        return set(mine) == set(theirs)
    if line.model == "families.FamilyMembership":
        return mine == theirs and _overlap(row, other)
    return mine == theirs


def _attname(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).attname)


def _overlap(one: Any, other: Any) -> bool:
    """Two memberships that have a day in common; no date means since ever, or for ever."""
    return (one.started_on is None or other.ended_on is None or one.started_on <= other.ended_on) and (
        other.started_on is None or one.ended_on is None or other.started_on <= one.ended_on
    )


def _filled(stays: Any, goes: Any, columns: list[models.Field[Any, Any]]) -> Changes:
    """Empty fields are filled; what one of them says to be so, is so."""
    return {
        column.attname: getattr(goes, column.attname)
        for column in columns
        if getattr(stays, column.attname) in (None, "", False) and getattr(goes, column.attname)
    }


def _spanned(stays: Any, goes: Any, columns: list[models.Field[Any, Any]]) -> Changes:
    """A membership from the earlier first day to the later last day."""
    starts, ends = (stays.started_on, goes.started_on), (stays.ended_on, goes.ended_on)
    joined = {
        "started_on": None if None in starts else min(starts),
        "ended_on": None if None in ends else max(ends),
        "lives_with_family": stays.lives_with_family or goes.lives_with_family,
    }
    return {name: value for name, value in joined.items() if value != getattr(stays, name)}


def _profile(stays: Any, goes: Any, columns: list[models.Field[Any, Any]]) -> Changes:
    """Whoever preferred not to say in one record and did say in the other, has said."""
    changes = _filled(stays, goes, [column for column in columns if column.name != "declined"])
    said = any({**{name: getattr(stays, name) for name in ("gender", "ethnicity")}, **changes}.values())
    declined = not said and (stays.declined or goes.declined)
    return changes if declined == stays.declined else {**changes, "declined": declined}


def _place(stays: Any, goes: Any, columns: list[models.Field[Any, Any]]) -> Changes:
    """Two places on one list are the better one, asked for on the earlier day: a place is not lost by a merge."""
    states, asked = {stays.state, goes.state}, min(stays.asked_at, goes.asked_at)
    joined = {"state": "enrolled" if "enrolled" in states else stays.state, "asked_at": asked}
    return {name: value for name, value in joined.items() if value != getattr(stays, name)}


def of_two(stays: Any, goes: Any) -> Changes:
    """What changes in a row that hangs on the leader's, when its like that hangs on the other's goes."""
    join = HANGING.get(stays._meta.label)
    return join(stays, goes) if join else {}


def _came(stays: Any, goes: Any) -> Changes:
    """Of two marks for one session the one that says they came: one person cannot have been away as well."""
    came = {"present", "late"}
    return {"mark": goes.mark, "reason": ""} if goes.mark in came and stays.mark not in came else {}


HANGING: dict[str, Callable[[Any, Any], Changes]] = {"groups.Attendance": _came}
SPECIAL: dict[str, Callable[[Any, Any, list[models.Field[Any, Any]]], Changes]] = {
    "families.FamilyMembership": _spanned,
    "families.EqualityProfile": _profile,
    "groups.Enrolment": _place,
}
