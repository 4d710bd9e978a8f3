"""Which lines a genogram has, before anybody knows where they run: bars between couples, descents, other ties."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.families.genogram.figures import COUPLES, DESCENT, Bond, Figure, Tie
from cases.families.genogram.generations import firmness

CO_PARENTS = "co_parents"


@dataclass(frozen=True)
class Bar:
    """Two people of one row joined from below: a couple, or parents of a child of whom no more is recorded."""

    one: uuid.UUID
    other: uuid.UUID
    style: str
    is_over: bool = False


@dataclass(frozen=True)
class Descent:
    """Children of a bar, or of one parent."""

    source: Bar | uuid.UUID
    children: tuple[uuid.UUID, ...]
    style: str


@dataclass(frozen=True)
class Link:
    """Any other line, from one person to another."""

    one: uuid.UUID
    other: uuid.UUID
    style: str


@dataclass(frozen=True)
class Wires:
    """All lines of a picture."""

    bars: tuple[Bar, ...]
    descents: tuple[Descent, ...]
    links: tuple[Link, ...]


def wires(figures: Sequence[Figure], ties: Sequence[Tie], rows: Mapping[uuid.UUID, int]) -> Wires:
    """Every tie becomes a line, save the weaker ones between people whom firmer lines join already."""
    age = {figure.key: figure.age_order for figure in figures}
    bars = _couples(ties, rows)
    descents = _descents(ties, rows, bars, age)
    links = [Link(t.one, t.other, t.bond) for t in ties if _is_uneven(t, rows)]
    joined = _Joined()
    for tie in sorted(ties, key=firmness):
        if tie.bond in COUPLES | DESCENT:
            joined.join(tie.one, tie.other)
        elif tie.bond is Bond.CARED_FOR or not joined.are(tie.one, tie.other):
            joined.join(tie.one, tie.other)
            links.append(Link(tie.one, tie.other, tie.bond))
    unique = {(frozenset((link.one, link.other)), link.style): link for link in links}
    return Wires(tuple(bars.values()), tuple(descents), tuple(unique.values()))


def _is_uneven(tie: Tie, rows: Mapping[uuid.UUID, int]) -> bool:
    """A couple in two different rows, which no bar can join."""
    return tie.bond in COUPLES and rows[tie.one] != rows[tie.other]


def _couples(ties: Sequence[Tie], rows: Mapping[uuid.UUID, int]) -> dict[frozenset[uuid.UUID], Bar]:
    """One bar for two people, whatever they were to each other before: what is true now counts, then marriage."""
    bars: dict[frozenset[uuid.UUID], Bar] = {}
    for tie in sorted(ties, key=lambda tie: (tie.is_over, tie.bond is not Bond.MARRIED)):
        if tie.bond in COUPLES and rows[tie.one] == rows[tie.other]:
            bars.setdefault(frozenset((tie.one, tie.other)), Bar(tie.one, tie.other, tie.bond, tie.is_over))
    return bars


def _descents(
    ties: Sequence[Tie],
    rows: Mapping[uuid.UUID, int],
    bars: dict[frozenset[uuid.UUID], Bar],
    age: Mapping[uuid.UUID, tuple[int, str]],
) -> list[Descent]:
    """Children gathered under the parents they share; whoever has a third parent on file gets a line of their own."""
    found: dict[tuple[Bar | uuid.UUID, str], list[uuid.UUID]] = defaultdict(list)
    for child in sorted(age, key=lambda key: age[key]):
        for bond in (Bond.PARENT, Bond.ADOPTED):
            mine = {tie.one for tie in ties if tie.other == child and tie.bond is bond}
            parents = sorted(mine, key=lambda key: age[key])
            while parents:
                source = _source(parents, rows, bars)
                found[source, bond].append(child)
    return [Descent(source, tuple(children), style) for (source, style), children in found.items()]


def _source(
    parents: list[uuid.UUID], rows: Mapping[uuid.UUID, int], bars: dict[frozenset[uuid.UUID], Bar]
) -> Bar | uuid.UUID:
    """Take the next parent, with another of the same row where there is one, a couple before anybody else."""
    first = parents.pop(0)
    beside = [other for other in parents if rows[other] == rows[first]]
    if not beside:
        return first
    other = min(beside, key=lambda other: frozenset((first, other)) not in bars)
    parents.remove(other)
    return bars.setdefault(frozenset((first, other)), Bar(first, other, CO_PARENTS))


class _Joined:
    """Who is joined to whom by the lines so far, by any way."""

    def __init__(self) -> None:
        self.group: dict[uuid.UUID, set[uuid.UUID]] = {}

    def are(self, one: uuid.UUID, other: uuid.UUID) -> bool:
        return other in self.group.get(one, {one})

    def join(self, one: uuid.UUID, other: uuid.UUID) -> None:
        both = self.group.get(one, {one}) | self.group.get(other, {other})
        self.group |= dict.fromkeys(both, both)
