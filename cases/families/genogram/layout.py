"""The whole picture worked out: symbols in their cells, lines with every corner, homes with their outlines."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from cases.families.genogram.figures import Figure, Home, Tie
from cases.families.genogram.generations import generations
from cases.families.genogram.grid import LANE, MARGIN, PITCH, Grid, Symbol
from cases.families.genogram.homes import Outline, outlines
from cases.families.genogram.order import columns
from cases.families.genogram.routes import Route, Router
from cases.families.genogram.wires import Bar, wires

LEAST_GAP = 26
Point = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """Somebody in the picture."""

    figure: Figure
    symbol: Symbol


@dataclass(frozen=True)
class Line:
    """A line with its corners; ``ends`` are the people it joins, ``slashes`` where an ended relationship is cut."""

    style: str
    ends: tuple[uuid.UUID, ...]
    points: tuple[Point, ...]
    slashes: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Everything to draw, and how large it is."""

    people: tuple[Drawn, ...]
    lines: tuple[Line, ...]
    homes: tuple[Outline, ...]
    width: int
    height: int


def layout(figures: Sequence[Figure], ties: Sequence[Tie], homes: Sequence[Home] = ()) -> Picture:
    """Lay the family out; the same family always looks the same."""
    rows = generations(figures, ties)
    places = columns(figures, ties, rows)
    router = Router(rows, places)
    routes = router.run(wires(figures, ties, rows))
    depth = max(rows.values(), default=-1) + 1
    grid = Grid(
        {
            gap: max(LEAST_GAP * (0 < gap < depth), LANE * (router.lane_count(gap) + 1))
            for gap in range(depth + 1)
        }
    )
    symbols = {f.key: grid.symbol(f.shape, rows[f.key], places[f.key]) for f in figures}
    return Picture(
        people=tuple(Drawn(figure, symbols[figure.key]) for figure in figures),
        lines=tuple(_line(route, grid, symbols) for route in routes),
        homes=tuple(outlines(homes, rows, places, grid)),
        width=MARGIN * 2 + PITCH * (max(places.values(), default=-1) + 1),
        height=grid.gap_top(depth) + grid.gaps[depth] + MARGIN if depth else 2 * MARGIN,
    )


def _line(route: Route, grid: Grid, symbols: dict[uuid.UUID, Symbol]) -> Line:
    y = grid.lane(route.leg.gap, route.leg.number)
    end = symbols[route.end]
    end_y = end.bottom(route.end_x) if route.ends_below else end.top(route.end_x)
    points = [*_start(route, grid, symbols), (route.start_x, y)]
    if route.last:
        last = grid.lane(route.last.gap, route.last.number)
        points += [(route.gutter, y), (route.gutter, last), (route.end_x, last)]
    points += [(route.end_x, y)] if not route.last else []
    points.append((route.end_x, end_y))
    slashes = ()
    if route.is_over:
        cut = route.start_x + (route.end_x - route.start_x) / 4
        slashes = ((cut, y), (cut + 6, y)) if route.style == "married" else ((cut, y),)  # type: ignore[assignment]
    return Line(route.style, route.ends, _without_repeats(points), slashes)


def _start(route: Route, grid: Grid, symbols: dict[uuid.UUID, Symbol]) -> list[Point]:
    """Where a line leaves somebody, or the bar of their parents."""
    if isinstance(route.start, Bar):
        bar = route.hangs_from
        return [(route.start_x, grid.lane(bar.gap, bar.number))] if bar else []
    symbol = symbols[route.start]
    y = symbol.top(route.start_x) if route.starts_above else symbol.bottom(route.start_x)
    return [(route.start_x, y)]


def _without_repeats(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(point for at, point in enumerate(points) if at == 0 or point != points[at - 1])
