"""Dashed outlines around people who live together. Whoever lives there but stands apart gets an outline of the same
name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.families.genogram.figures import Home
from cases.families.genogram.grid import MARGIN, PITCH, ROW, Grid

Cell = tuple[int, int]  # a column and a band: row r is band 2r, the gap under it 2r + 1
Segment = tuple[float, float, float, float]
INSET = 2


@dataclass(frozen=True)
class Outline:
    """The boundary of a home in straight pieces, and where its name stands."""

    name: str
    segments: tuple[Segment, ...]
    labels: tuple[tuple[float, float], ...]


def outlines(
    homes: Sequence[Home], rows: Mapping[uuid.UUID, int], columns: Mapping[uuid.UUID, int], grid: Grid
) -> Iterator[Outline]:
    """One for each home."""
    for home in homes:
        cells = {(columns[person], 2 * rows[person]) for person in home.people}
        cells |= {(c, b + 1) for c, b in cells if (c, b + 2) in cells}
        yield Outline(home.name, tuple(_boundary(cells, grid)), tuple(_labels(cells, grid)))


def _boundary(cells: set[Cell], grid: Grid) -> Iterator[Segment]:
    """Sides that no two cells share, joined where one goes on from another."""
    level = [(_y(b + low, grid), c) for c, b in cells for low in (0, 1) if (c, b - 1 + 2 * low) not in cells]
    upright = [(_x(c + far), b) for c, b in cells for far in (0, 1) if (c - 1 + 2 * far, b) not in cells]
    for y, first, last in _runs(level):
        yield _x(first), y, _x(last + 1), y
    for x, first, last in _runs(upright):
        yield x, _y(first, grid), x, _y(last + 1, grid)


def _runs(sides: Iterable[tuple[float, int]]) -> Iterator[tuple[float, int, int]]:
    run: tuple[float, int, int] | None = None
    for at, step in sorted(set(sides)):
        if run and run[0] == at and run[2] + 1 == step:
            run = (at, run[1], step)
            continue
        if run:
            yield run
        run = (at, step, step)
    if run:
        yield run


def _labels(cells: set[Cell], grid: Grid) -> Iterator[tuple[float, float]]:
    """Over the first person of each run of a row, unless the home goes on above."""
    for column, band in sorted(cells):
        if band % 2 == 0 and (column - 1, band) not in cells and (column, band - 1) not in cells:
            yield _x(column) + 66, _y(band, grid) + 12


def _x(column: int) -> float:
    return MARGIN + column * PITCH + INSET


def _y(band: int, grid: Grid) -> float:
    """The upper edge of a band."""
    row, is_gap = divmod(band, 2)
    return grid.row_top(row) + (ROW if is_gap else 0)
