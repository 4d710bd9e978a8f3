"""Measures of the picture in its own units: a cell for each person, gutters between columns, gaps between rows.

Symbols and names stay inside their cells; lines run in gutters and gaps only. That is why nothing can be drawn over
anybody, whatever the family looks like.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from cases.families.genogram.figures import Shape

PITCH = 180  # from one column to the next
GUTTER = 20  # at the left of each column
SYMBOL = 40
LABEL_GAP = 8
LABEL = PITCH - GUTTER - SYMBOL - LABEL_GAP - 2
LETTERS = 13  # what fits beside a symbol, in a wide font too
ABOVE, BELOW = 18, 8  # inside a row: room for the name of a home over the symbol, and a margin under it
ROW = ABOVE + 48 + BELOW
LANE = 9
MARGIN = 10


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True)
class Symbol:
    """Where somebody's symbol stands, and what shape it has."""

    shape: Shape
    x: float
    y: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return Box(self.x, self.y, SYMBOL, SYMBOL)

    @property
    def label_box(self) -> Box:
        """Where the name stands."""
        return Box(self.x + SYMBOL + LABEL_GAP, self.y, LABEL, SYMBOL + 8)

    @property
    def middle(self) -> float:
        """Its middle, from the left."""
        return self.x + SYMBOL / 2

    def bottom(self, x: float) -> float:
        """How far down its outline comes at a place."""
        return self.y + SYMBOL - self._dent(x, pointed=False)

    def top(self, x: float) -> float:
        """Where its outline begins at a place."""
        return self.y + self._dent(x, pointed=True)

    def _dent(self, x: float, *, pointed: bool) -> float:
        """How far the outline is inside the square around it."""
        half, off = SYMBOL / 2, abs(x - self.middle)
        if self.shape is Shape.CIRCLE:
            return round(half - math.sqrt(half * half - off * off), 1)
        if self.shape is Shape.DIAMOND:
            return off
        return off * 2 if self.shape is Shape.TRIANGLE and pointed else 0


@dataclass(frozen=True)
class Grid:
    """How high each gap between rows is; gap 0 is over the first row."""

    gaps: Mapping[int, int]

    def gap_top(self, gap: int) -> int:
        """Where a gap begins."""
        return MARGIN + sum(self.gaps[above] + ROW for above in range(gap))

    def row_top(self, row: int) -> int:
        """Where a row begins."""
        return self.gap_top(row) + self.gaps[row]

    def lane(self, gap: int, lane: int) -> int:
        """The height of a lane in a gap."""
        return self.gap_top(gap) + LANE * (lane + 1)

    def symbol(self, shape: Shape, row: int, column: int) -> Symbol:
        """The symbol of somebody in this cell."""
        return Symbol(shape, symbol_x(column), self.row_top(row) + ABOVE)


def symbol_x(column: int) -> int:
    """Where the symbols of a column begin."""
    return MARGIN + column * PITCH + GUTTER


def gutter_x(column: int, track: int) -> int:
    """A track in the gutter at the left of a column."""
    return MARGIN + column * PITCH + 7 + 4 * (track % 3)
