"""Numbers and strokes of the genogram as SVG writes them."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from cases.families.genogram.figures import Bond
from cases.families.genogram.wires import CO_PARENTS

register = template.Library()
DASHES: Mapping[str, str] = {
    Bond.PARTNERS: "9 5",
    CO_PARENTS: "2 5",
    Bond.ADOPTED: "9 5",
    Bond.CARED_FOR: "12 4 2 4",
    Bond.OTHER: "2 5",
}
TEXT_LINE = 16


@register.filter
def unlocalized(number: float) -> str:
    """A number with a point, without needless digits."""
    return f"{number:g}"


@register.filter
def corners(points: Sequence[tuple[float, float]]) -> str:
    """The corners of a line."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)


@register.filter
def slash(x: float, y: float) -> str:
    """A stroke across a line, which says that a relationship is over."""
    return f"{x - 4:g},{y + 7:g} {x + 4:g},{y - 7:g}"


@register.filter
def dashes(style: str) -> SafeString:
    """The attribute that makes a line dashed; a whole line has none."""
    return mark_safe(f' stroke-dasharray="{DASHES[style]}"' if style in DASHES else "")  # noqa: S308 - our own constants


@register.filter
def text_line(number: int) -> int:
    """How far down a line of a name stands."""
    return 12 + TEXT_LINE * number
