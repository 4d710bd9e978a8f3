"""A figure, its floor, what design.md asks of the two, and whether it holds; and all of them as a table."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``holds`` is ``None`` for what is shown beside the figures and judged by nothing."""

    work: str
    measured: str = ""
    floor: str = ""
    ratio: str = ""
    aim: str = ""
    holds: bool | None = None
    note: str = ""
    not_run: str = ""

    @property
    def verdict(self) -> str:
        """In words."""
        if self.not_run:
            return f"not run: {self.not_run}"
        return {True: "holds", False: "does not hold", None: ""}[self.holds]


def against(work: str, measured: float, floor: float, *, at_most: float | None, note: str = "") -> Figure:
    """A time in seconds beside the time of its floor."""
    ratio = measured / floor
    return Figure(
        work=work,
        measured=in_words(measured),
        floor=in_words(floor),
        ratio=f"{ratio:.2f}",
        aim="" if at_most is None else f"≤ {at_most:g} ×",
        holds=None if at_most is None else ratio <= at_most,
        note=note,
    )


def not_run(work: str, why: str) -> Figure:
    """A yardstick that measured nothing, which is never a pass."""
    return Figure(work=work, not_run=why)


def in_words(seconds: float) -> str:
    """A time in the unit that reads best."""
    return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


HEADINGS = ("work", "measured", "floor", "ratio", "aim", "")


def table(figures: Sequence[Figure]) -> str:
    """All figures in columns, each with its note below."""
    lines = [HEADINGS, *((f.work, f.measured, f.floor, f.ratio, f.aim, f.verdict) for f in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS) - 1)]
    drawn = []
    for number, line in enumerate(lines):
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        drawn.append("  ".join([*cells, line[-1]]).rstrip())
        note = figures[number - 1].note if number else "-" * (sum(widths) + 30)
        drawn += [note if not number else f"    {note}"] if note else []
    return "\n".join(drawn)
