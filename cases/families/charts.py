"""Charts of work as rows of bars, each beside its figures: the picture and the table are one and cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 240, 20
RED, BLUE, LIGHT_BLUE = "#d4351c", "#1d70b8", "#5694ca"


@dataclass(frozen=True)
class Bar:
    """One part of a bar, in units of the drawing."""

    x: float
    width: float
    fill: str


@dataclass(frozen=True)
class Row:
    """Somebody or something counted, with the bars and every figure in words."""

    label: str
    bars: tuple[Bar, ...]
    figures: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A table whose first column is a picture. ``series`` names the figures; those with a colour are drawn."""

    caption: str
    heading: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    width: int = WIDTH
    height: int = HEIGHT


def bar_chart(
    caption: str,
    heading: str,
    series: Sequence[tuple[str, str]],
    counted: Iterable[tuple[str, str, Sequence[int]]],
    *,
    longest: int = 0,
) -> Chart:
    """Rows of (label, link, figures) on one scale: the longest bar fills the width.

    Charts to be compared with each other are given the ``longest`` bar of them all.
    """
    rows = list(counted)
    drawn = [number for number, (_, fill) in enumerate(series) if fill]
    most = max([longest, *(sum(figures[number] for number in drawn) for _, _, figures in rows)])
    return Chart(
        caption,
        heading,
        tuple(series),
        tuple(
            Row(label, _bars(figures, series, drawn, most), tuple(str(figure) for figure in figures), url)
            for label, url, figures in rows
        ),
    )


def _bars(
    figures: Sequence[int], series: Sequence[tuple[str, str]], drawn: Sequence[int], most: int
) -> tuple[Bar, ...]:
    bars, x = [], 0.0
    for number in drawn:
        width = round(figures[number] * WIDTH / most, 1) if most else 0.0
        if width:
            bars.append(Bar(round(x, 1), width, series[number][1]))
        x += width
    return tuple(bars)
