"""Who stands next to whom, and in which column: couples together, children below their parents, nobody twice.

Rows are sorted a few times by where everybody's relatives in the other rows stand, then spread over whole columns so
that each row comes as near to its relatives as its order allows (the pool-adjacent-violators rule).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cases.families.genogram.figures import COUPLES, DESCENT, Figure, Tie

ROUNDS = 6
Columns = dict[uuid.UUID, int]
Neighbours = Mapping[uuid.UUID, Sequence[uuid.UUID]]


def columns(figures: Sequence[Figure], ties: Sequence[Tie], rows: Mapping[uuid.UUID, int]) -> Columns:
    """The column of each person, counted from the left; no two people of a row share one."""
    clusters = _clusters(figures, ties, rows)
    depth = range(max(rows.values(), default=-1) + 1)
    order = {row: [c for c in clusters if rows[c[0]] == row] for row in depth}
    where: Columns = {}
    for row in depth:
        where |= {person: column for column, person in enumerate(_flat(order[row]))}
    for turn in range(ROUNDS):
        down = turn % 2 == 0
        near = _across_rows(ties, rows, -1 if down else 1)
        for row in depth if down else reversed(depth):
            wish = _wish(near, where)
            order[row] = _sorted(order[row], wish, where)
            where |= _spread(_flat(order[row]), wish, where)
    for row in reversed(depth):
        where |= _spread(_flat(order[row]), _wish(_across_rows(ties, rows, 0), where), where)
    used = sorted(set(where.values()))
    return {person: used.index(column) for person, column in where.items()}


def parents_of(ties: Iterable[Tie]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Each child's parents, by birth or adoption."""
    parents: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for tie in ties:
        if tie.bond in DESCENT and tie.one not in parents[tie.other]:
            parents[tie.other].append(tie.one)
    return parents


def _clusters(
    figures: Sequence[Figure], ties: Sequence[Tie], rows: Mapping[uuid.UUID, int]
) -> list[list[uuid.UUID]]:
    """Couples and parents of the same child, each a run of neighbours; in the order of a walk down the family."""
    age = {figure.key: figure.age_order for figure in figures}
    parents, paired = parents_of(ties), _pairs(ties, rows)
    children: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for child, found in parents.items():
        for parent in found:
            children[parent].append(child)
    placed: set[uuid.UUID] = set()
    clusters: list[list[uuid.UUID]] = []
    waiting = sorted(age, key=lambda key: (key in parents, rows[key], age[key]), reverse=True)
    while waiting:
        person = waiting.pop()
        if person not in placed:
            clusters.append(_run(person, paired, placed))
            below = {child for member in clusters[-1] for child in children[member]}
            waiting += sorted(below, key=lambda key: age[key], reverse=True)
    return clusters


def _pairs(ties: Sequence[Tie], rows: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Who stands beside whom: those together now first, then those who were, then parents of the same child."""
    couples = sorted((tie for tie in ties if tie.bond in COUPLES), key=lambda tie: tie.is_over)
    wanted = [(tie.one, tie.other) for tie in couples]
    for found in parents_of(ties).values():
        wanted += [(one, other) for at, one in enumerate(found) for other in found[at + 1 :]]
    paired: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for one, other in wanted:
        if rows[one] == rows[other] and other not in paired[one]:
            paired[one].append(other)
            paired[other].append(one)
    return paired


def _run(person: uuid.UUID, paired: Neighbours, placed: set[uuid.UUID]) -> list[uuid.UUID]:
    run, waiting = [person], [person]
    placed.add(person)
    while waiting:
        for at, other in enumerate(o for o in paired[waiting.pop(0)] if o not in placed):
            placed.add(other)
            waiting.append(other)
            run.insert(len(run) if at % 2 == 0 else 0, other)
    return run


def _across_rows(ties: Sequence[Tie], rows: Mapping[uuid.UUID, int], way: int) -> Neighbours:
    """Whom each person is tied to in other rows: above (-1), below (1) or both (0)."""
    near: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for tie in ties:
        for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
            step = rows[other] - rows[one]
            if step and step * way >= 0:
                near[one].append(other)
    return near


def _wish(near: Neighbours, where: Columns) -> Callable[[uuid.UUID], float | None]:
    """Where somebody would like to stand: in the middle of those they are tied to."""

    def wish(person: uuid.UUID) -> float | None:
        found = [where[other] for other in near.get(person, ())]
        return sum(found) / len(found) if found else None

    return wish


def _sorted(
    clusters: list[list[uuid.UUID]], wish: Callable[[uuid.UUID], float | None], where: Columns
) -> list[list[uuid.UUID]]:
    def middle(cluster: list[uuid.UUID]) -> float:
        found = [at for at in map(wish, cluster) if at is not None]
        return sum(found) / len(found) if found else sum(where[p] for p in cluster) / len(cluster)

    turned = []
    for cluster in clusters:
        wishes = [at for at in map(wish, cluster) if at is not None]
        turned.append(cluster[::-1] if wishes and wishes[0] > wishes[-1] else cluster)
    return sorted(turned, key=middle)


def _spread(run: Sequence[uuid.UUID], wish: Callable[[uuid.UUID], float | None], where: Columns) -> Columns:
    """Whole columns in this order, as near to what each wishes as the others let them."""
    blocks: list[tuple[float, int]] = []  # the mean of a block that must move together, and its length
    for at, person in enumerate(run):
        wanted = wish(person)
        mean, length = (where[person] if wanted is None else wanted) - at, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (mean * length + before * count) / (length + count)
            length += count
        blocks.append((mean, length))
    starts = [round(mean) for mean, length in blocks for _ in range(length)]
    return {person: start + at for at, (person, start) in enumerate(zip(run, starts, strict=True))}


def _flat(clusters: Iterable[Sequence[uuid.UUID]]) -> list[uuid.UUID]:
    return [person for cluster in clusters for person in cluster]
