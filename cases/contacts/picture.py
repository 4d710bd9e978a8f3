"""The chronology as a picture: a lane for each kind of entry, a dot for each stretch of time, as big as its number.

The drawing is worked out here and only drawn in the template; the table beside it has the same figures.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.families.chronology import Count

LEFT, WIDTH, LANE, TOP, EDGE = 190, 960, 34, 64, 20
MOST_STRETCHES = 60
STRETCHES = (1, 3, 6, 12, 24, 60)  # months
LEAST, MOST = 3.0, 14.0


@dataclass(frozen=True)
class Dot:
    """The entries of one kind in one stretch of time."""

    x: float
    radius: float
    title: str


@dataclass(frozen=True)
class Lane:
    """One kind of entry."""

    label: str
    y: int
    dots: tuple[Dot, ...]
    by_year: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Tick:
    """The beginning of a year, or a significant event, on the line of time."""

    x: float
    label: str


@dataclass(frozen=True)
class Picture:
    """Everything the template draws."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    years: tuple[int, ...]
    ticks: tuple[Tick, ...]
    events: tuple[Tick, ...]
    months_a_dot: int


@dataclass(frozen=True)
class _Line:
    """The line of time: from the first month counted to the end of the last."""

    first: int
    last: int

    def x(self, month: float) -> float:
        return round(LEFT + (month - self.first) * (WIDTH - LEFT - EDGE) / (self.last - self.first), 1)


def drawn(
    counts: Sequence[Count], labels: Sequence[tuple[str, str]], events: Iterable[datetime.datetime]
) -> Picture | None:
    """Lay the picture out; ``None`` where nothing happened. Times are London's."""
    if not counts:
        return None
    months = [_month(count.month) for count in counts]
    line = _Line(min(months), max(months) + 1)
    stretch = next((n for n in STRETCHES if line.last - line.first <= n * MOST_STRETCHES), STRETCHES[-1])
    years = tuple(range(line.first // 12, (line.last - 1) // 12 + 1))
    heard = {count.kind for count in counts}
    shown = [(code, label) for code, label in labels if code in heard]
    cells = _cells(counts, line, stretch)
    largest = max(cells.values())
    lanes = tuple(
        Lane(
            label,
            TOP + number * LANE,
            _dots(code, cells, line, stretch, largest),
            tuple(sum(c.number for c in counts if c.kind == code and c.month.year == year) for year in years),
            sum(c.number for c in counts if c.kind == code),
        )
        for number, (code, label) in enumerate(shown)
    )
    return Picture(
        WIDTH,
        TOP + len(lanes) * LANE,
        lanes,
        years,
        _year_ticks(line, years),
        tuple(Tick(line.x(_month(at) + (at.day - 1) / 31), f"{at.day} {at:%B %Y}") for at in events),
        stretch,
    )


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _cells(counts: Iterable[Count], line: _Line, stretch: int) -> Counter[tuple[str, int]]:
    cells: Counter[tuple[str, int]] = Counter()
    for count in counts:
        cells[count.kind, (_month(count.month) - line.first) // stretch] += count.number
    return cells


def _dots(
    code: str, cells: Counter[tuple[str, int]], line: _Line, stretch: int, largest: int
) -> tuple[Dot, ...]:
    """Areas go by the number, so that twice as much looks twice as much."""
    found = []
    for (kind, cell), number in sorted(cells.items()):
        if kind != code:
            continue
        start = line.first + cell * stretch
        middle = min(start + stretch / 2, float(line.last))
        radius = max(LEAST, MOST * math.sqrt(number / largest))
        found.append(Dot(line.x(middle), round(radius, 1), f"{_span(start, stretch)}: {number}"))
    return tuple(found)


def _span(start: int, months: int) -> str:
    first, last = (datetime.date(month // 12, month % 12 + 1, 1) for month in (start, start + months - 1))
    return f"{first:%B %Y}" if months == 1 else f"{first:%B %Y} to {last:%B %Y}"


def _year_ticks(line: _Line, years: Sequence[int]) -> tuple[Tick, ...]:
    """A year where it begins; of many years only as many as can be read."""
    every = math.ceil(len(years) / 12)
    shown = [year for number, year in enumerate(years) if number % every == 0]
    return tuple(Tick(max(line.x(year * 12), float(LEFT)), str(year)) for year in shown)
