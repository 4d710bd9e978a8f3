"""What a merge would do with every row the reader sees, before anything is done: by kind, with numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Value
from django.db.models.functions import JSONObject

from accounts.models import User
from cases.families.merging.rules.joining import names_leader_twice, rival_of, taken_over
from cases.families.merging.rules.kinds import Kind, kind_of
from cases.families.merging.rules.obstacles import about
from cases.families.merging.rules.plan import Moves
from cases.families.merging.rules.values import given_back
from cases.families.models import Family, Person


@dataclass
class Outlook:
    """What happens to the other record's rows of one kind."""

    name: str
    moves: int = 0
    joins: int = 0
    goes: int = 0
    ends: int = 0
    gives_way: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """In one sentence."""
        said = [
            f"{self.moves} moved" if self.moves else "",
            f"{self.joins} on the record already: one row stays" if self.joins else "",
            f"{self.ends} ended: that of the record that stays holds" if self.ends else "",
            f"{self.goes} about the two records themselves: taken off" if self.goes else "",
        ]
        return "; ".join(filter(None, said))


def outlooks(leader: Person | Family, other: Person | Family, user: User) -> list[Outlook]:
    """By kind, for kinds of which the other record has any row this person sees. One query, whatever there is."""
    kind = kind_of(leader)
    found = _rows(kind, leader, other, user)
    told = []
    for line in kind.moves:
        rows = found.get(line.model, [])
        outlook = _outlook(line, rows, leader, other)
        if outlook.words:
            told.append(outlook)
    return told


def _outlook(line: Moves, rows: list[Any], leader: Person | Family, other: Person | Family) -> Outlook:
    theirs = [row for row in rows if other.pk in _named(row, line)]
    gone = {row.pk for row in theirs}
    own = [row for row in rows if row.pk not in gone]
    name = str(line.model_class._meta.verbose_name_plural)
    outlook = Outlook(name[:1].upper() + name[1:])
    for row in theirs:
        links = {link: leader.pk for link in line.links if getattr(row, f"{link}_id") == other.pk}
        if names_leader_twice(row, line, links):
            outlook.goes += 1
        elif (rival := rival_of(row, own, line, links)) is None:
            outlook.moves += 1
        elif line.ends:
            outlook.ends += 1
        else:
            outlook.joins += 1
            outlook.gives_way += _giving_way(rival, row, line)
    return outlook


def _giving_way(stays: Any, goes: Any, line: Moves) -> list[str]:
    """Names of fields in which the two say something else: the leader's word stays on the record."""
    if line.model == "families.FamilyMembership":
        return []
    taken = taken_over(stays, goes, line)
    return [
        str(column.verbose_name)
        for column in stays._meta.concrete_fields
        if not column.primary_key
        and column.name not in {*line.links, *line.once}
        and column.attname not in taken
        and isinstance(getattr(goes, column.attname), str | models.Model)
        and getattr(goes, column.attname) not in ("", getattr(stays, column.attname))
    ]


def _named(row: Any, line: Moves) -> set[Any]:
    return {getattr(row, f"{link}_id") for link in line.links}


def _rows(kind: Kind, leader: Person | Family, other: Person | Family, user: User) -> dict[str, list[Any]]:
    """The rows of both records that the plan speaks of, made from one answer of the database."""
    parts = [_part(line, leader, other, user) for line in kind.moves if not line.is_office]
    found: dict[str, list[Any]] = {}
    for label, values in parts[0].union(*parts[1:], all=True):
        line = next(line for line in kind.moves if line.model == label)
        found.setdefault(label, []).append(line.model_class(**given_back(line.model_class, values)))
    return found


def _part(
    line: Moves, leader: Person | Family, other: Person | Family, user: User
) -> models.QuerySet[Any, Any]:
    manager: Any = line.model_class._default_manager
    needed = {*line.links, *line.once, *line.once_if, "id"}
    columns = [
        column.attname
        for column in line.model_class._meta.concrete_fields
        if not column.generated and (line.once or line.is_same_gone or column.name in needed)
    ]
    rows = manager.visible_to(user).filter(about(line, [leader.pk, other.pk])).order_by()
    part: models.QuerySet[Any, Any] = rows.values_list(
        Value(line.model), JSONObject(**{name: name for name in columns})
    )
    return part
