"""In which row somebody stands: parents above their children, couples and siblings side by side.

Records contradict each other now and then (somebody entered as their own grandmother's parent). The firmer tie wins,
the other is drawn as a line to wherever the person stands.
"""

from __future__ import annotations

import heapq
import itertools
import uuid
from collections import defaultdict
from collections.abc import Sequence

from cases.families.genogram.figures import COUPLES, DESCENT, Bond, Figure, Tie

Rows = dict[uuid.UUID, int]


def generations(figures: Sequence[Figure], ties: Sequence[Tie]) -> Rows:
    """The row of each person, counted from the top."""
    reach = _reach(ties)
    groups: list[Rows] = []
    placed: set[uuid.UUID] = set()
    for figure in sorted(figures, key=lambda figure: figure.age_order):
        if figure.key not in placed:
            groups.append(_spread(figure.key, reach))
            placed |= groups[-1].keys()
    return _beside_each_other(sorted(groups, key=len, reverse=True), {f.key: f for f in figures})


def firmness(tie: Tie) -> int:
    """How much a tie counts where two disagree; less is firmer."""
    if tie.bond in DESCENT:
        return 0
    if tie.bond in COUPLES or tie.bond is Bond.SIBLINGS:
        return 1
    return 2 if tie.down else 3


def _reach(ties: Sequence[Tie]) -> dict[uuid.UUID, list[tuple[int, uuid.UUID, int]]]:
    reach: dict[uuid.UUID, list[tuple[int, uuid.UUID, int]]] = defaultdict(list)
    for tie in ties:
        reach[tie.one].append((firmness(tie), tie.other, tie.down))
        reach[tie.other].append((firmness(tie), tie.one, -tie.down))
    return reach


def _spread(start: uuid.UUID, reach: dict[uuid.UUID, list[tuple[int, uuid.UUID, int]]]) -> Rows:
    """Walk from one person along the firmest ties to everybody joined to them; the highest row is 0."""
    rows: Rows = {}
    turn = itertools.count()
    waiting = [(0, next(turn), start, 0)]
    while waiting:
        _, _, person, row = heapq.heappop(waiting)
        if person in rows:
            continue
        rows[person] = row
        for firm, other, down in reach[person]:
            if other not in rows:
                heapq.heappush(waiting, (firm, next(turn), other, row + down))
    top = min(rows.values())
    return {person: row - top for person, row in rows.items()}


def _beside_each_other(groups: list[Rows], figures: dict[uuid.UUID, Figure]) -> Rows:
    """Groups that nothing joins stand side by side, each with people of about the same age in a row."""
    rows: Rows = {}
    for group in groups:
        shift = _shift(group, rows, figures)
        rows |= {person: row + shift for person, row in group.items()}
    top = min(rows.values(), default=0)
    return {person: row - top for person, row in rows.items()}


def _shift(group: Rows, rows: Rows, figures: dict[uuid.UUID, Figure]) -> int:
    ages: dict[int, list[int]] = defaultdict(list)
    for person, row in rows.items():
        if born := figures[person].born:
            ages[row].append(born.toordinal())
    dated = [(figures[person].born, row) for person, row in group.items() if figures[person].born]
    if not ages or not dated:
        return 0
    born, row = dated[0]
    day = born.toordinal() if born else 0
    return min(ages, key=lambda other: (abs(sum(ages[other]) / len(ages[other]) - day), other)) - row
