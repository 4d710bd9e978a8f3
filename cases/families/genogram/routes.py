"""Where the lines run: down from a symbol, along a lane of a gap, down a gutter if the way is longer, to a symbol.

Two horizontal lines of a gap never share a lane where they meet; bars of couples keep the upper lanes, brothers and
sisters the lower ones. Ends leave a symbol side by side.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.families.genogram.grid import SYMBOL, gutter_x, symbol_x
from cases.families.genogram.wires import Bar, Descent, Link, Wires

BARS, WAYS, BROODS = range(3)  # kinds of lane, from the top of a gap to its bottom
APART = 8


@dataclass
class Lane:
    """A stretch of a gap that a line asks for; ``number`` is settled once all have asked."""

    gap: int
    kind: int
    left: float
    right: float
    number: int = 0


@dataclass
class Route:
    """One line: up to three stretches between its two ends, each end a person's symbol or a bar."""

    style: str
    ends: tuple[uuid.UUID, ...]
    start_x: float
    end_x: float
    leg: Lane
    start: uuid.UUID | Bar
    end: uuid.UUID
    is_over: bool = False
    last: Lane | None = None
    hangs_from: Lane | None = None  # the bar it begins at
    gutter: float = 0
    ends_below: bool = False  # a bar comes back up to the second person's feet
    starts_above: bool = False  # siblings are joined over their heads


@dataclass
class Router:
    """Finds the ways for one picture."""

    rows: Mapping[uuid.UUID, int]
    columns: Mapping[uuid.UUID, int]
    routes: list[Route] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    _feet: dict[tuple[uuid.UUID, object], float] = field(default_factory=dict)
    _heads: dict[tuple[uuid.UUID, object], float] = field(default_factory=dict)
    _drops: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    _tracks: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def run(self, wires: Wires) -> list[Route]:
        """Route everything, then give out the lanes."""
        self._give_out_ends(wires)
        bars = {bar: self._bar(bar) for bar in wires.bars}
        for descent in wires.descents:
            self._descent(descent, bars)
        for link in wires.links:
            self._link(link)
        _number(self.lanes)
        return self.routes

    def lane_count(self, gap: int) -> int:
        """How many lanes a gap needs."""
        return 1 + max((lane.number for lane in self.lanes if lane.gap == gap), default=-1)

    def _give_out_ends(self, wires: Wires) -> None:
        feet: dict[uuid.UUID, list[tuple[int, object]]] = defaultdict(list)
        heads: dict[uuid.UUID, list[tuple[int, object]]] = defaultdict(list)
        for bar in wires.bars:
            feet[bar.one].append((self.columns[bar.other], bar))
            feet[bar.other].append((self.columns[bar.one], bar))
        for descent in wires.descents:
            if not isinstance(descent.source, Bar):
                feet[descent.source].append((self.columns[descent.children[0]], descent))
            for child in descent.children:
                source = descent.source.one if isinstance(descent.source, Bar) else descent.source
                heads[child].append((self.columns[source], descent))
        for link in wires.links:
            upper, lower = self._by_height(link)
            (heads if self.rows[upper] == self.rows[lower] else feet)[upper].append(
                (self.columns[lower], link)
            )
            heads[lower].append((self.columns[upper], link))
        self._feet, self._heads = self._side_by_side(feet), self._side_by_side(heads)
        for (person, _), x in self._feet.items():  # or a child would seem to hang from whoever stands there
            self._drops[self.rows[person] + 1].append(x)

    def _side_by_side(
        self, ends: Mapping[uuid.UUID, list[tuple[int, object]]]
    ) -> dict[tuple[uuid.UUID, object], float]:
        """Places along a symbol for the lines that end there, in the order of where they go."""
        places = {}
        for person, lines in ends.items():
            middle = symbol_x(self.columns[person]) + SYMBOL / 2
            step = min(APART, (SYMBOL - 8) / max(len(lines) - 1, 1))
            for at, (_, line) in enumerate(sorted(lines, key=lambda line: line[0])):
                places[person, line] = round(middle + (at - (len(lines) - 1) / 2) * step, 1)
        return places

    def _by_height(self, link: Link) -> tuple[uuid.UUID, uuid.UUID]:
        one, other = link.one, link.other
        return (one, other) if self.rows[one] <= self.rows[other] else (other, one)

    def _lane(self, gap: int, kind: int, *places: float) -> Lane:
        lane = Lane(gap, kind, min(places), max(places))
        self.lanes.append(lane)
        return lane

    def _bar(self, bar: Bar) -> Lane:
        """The bar of a couple, from which their children hang."""
        x, other_x = self._feet[bar.one, bar], self._feet[bar.other, bar]
        lane = self._lane(self.rows[bar.one] + 1, BARS, x, other_x)
        self.routes.append(
            Route(bar.style, (bar.one, bar.other), x, other_x, lane, bar.one, bar.other, bar.is_over,
                  ends_below=True)
        )  # fmt: skip
        return lane

    def _drop(self, gap: int, bar: Lane) -> float:
        """Where children hang from a bar: its middle, or a free place near it."""
        middle = round((bar.left + bar.right) / 2, 1)
        steps = [middle + sign * APART * step for step in range(12) for sign in (1, -1)]
        places = [x for x in steps if bar.left <= x <= bar.right]
        free = (x for x in places if all(abs(x - taken) >= APART for taken in self._drops[gap]))
        found = next(free, middle)
        self._drops[gap].append(found)
        return found

    def _descent(self, descent: Descent, bars: Mapping[Bar, Lane]) -> None:
        source = descent.source
        person = source.one if isinstance(source, Bar) else source
        gap = self.rows[person] + 1
        bar = bars[source] if isinstance(source, Bar) else None
        x = self._drop(gap, bar) if bar else self._feet[person, descent]
        near = [child for child in descent.children if self.rows[child] == gap]
        brood = self._lane(gap, BROODS, x, *(self._heads[child, descent] for child in near)) if near else None
        parents = (source.one, source.other) if isinstance(source, Bar) else (source,)
        for child in descent.children:
            route = Route(
                descent.style, (*parents, child), x, self._heads[child, descent],
                brood or Lane(gap, WAYS, x, x), source, child, hangs_from=bar,
            )  # fmt: skip
            if child not in near:
                self._long_way(route)
            self.routes.append(route)

    def _link(self, link: Link) -> None:
        upper, lower = self._by_height(link)
        level = self.rows[upper] == self.rows[lower]
        x, end_x = (self._heads if level else self._feet)[upper, link], self._heads[lower, link]
        gap = self.rows[upper] + (0 if level else 1)
        route = Route(link.style, (upper, lower), x, end_x, Lane(gap, WAYS, x, x), upper, lower)
        if level or self.rows[lower] == gap:
            route.leg = self._lane(gap, BROODS if level else WAYS, x, end_x)
            route.starts_above = level
        else:
            self._long_way(route)
        self.routes.append(route)

    def _long_way(self, route: Route) -> None:
        """Round the rows between, by the gutter beside the column of the lower end."""
        column = self.columns[route.end]
        route.gutter = gutter_x(column, self._tracks[column])
        self._tracks[column] += 1
        route.leg = self._lane(route.leg.gap, WAYS, route.start_x, route.gutter)
        route.last = self._lane(self.rows[route.end], WAYS, route.gutter, route.end_x)


def _number(lanes: Sequence[Lane]) -> None:
    """Give each stretch the first lane of its kind that is free there; kinds follow one another down the gap."""
    for gap in {lane.gap for lane in lanes}:
        below = 0
        for kind in (BARS, WAYS, BROODS):
            taken: list[float] = []
            for lane in sorted(
                (lane for lane in lanes if lane.gap == gap and lane.kind == kind),
                key=lambda lane: (lane.left, lane.right),
            ):
                free = next((at for at, right in enumerate(taken) if right + APART <= lane.left), len(taken))
                taken[free : free + 1] = [lane.right]
                lane.number = below + free
            below += len(taken)
