"""What a genogram is drawn from: figures for people, ties between them, homes around them. No database, no drawing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """The symbol of a person, as genograms everywhere draw it."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


SHAPE_WORDS: Mapping[Shape, str] = {
    Shape.SQUARE: "Man or boy",
    Shape.CIRCLE: "Woman or girl",
    Shape.DIAMOND: "Other, or not said",
    Shape.TRIANGLE: "Not yet born",
}


class Bond(StrEnum):
    """How a line between two people is drawn."""

    MARRIED = "married"
    PARTNERS = "partners"
    PARENT = "parent"
    ADOPTED = "adopted"
    CARED_FOR = "cared_for"
    SIBLINGS = "siblings"
    OTHER = "other"


COUPLES = frozenset({Bond.MARRIED, Bond.PARTNERS})
DESCENT = frozenset({Bond.PARENT, Bond.ADOPTED})


@dataclass(frozen=True)
class Figure:
    """A person in the picture. ``label`` stands beside the symbol, a line each."""

    key: uuid.UUID
    shape: Shape
    label: tuple[str, ...] = ()
    is_dead: bool = False
    born: datetime.date | None = None

    @property
    def age_order(self) -> tuple[int, str]:
        """The oldest first, whoever has no date last; the same picture every time."""
        return (self.born or datetime.date.max).toordinal(), str(self.key)


@dataclass(frozen=True)
class Tie:
    """Two people and what joins them; ``down`` says how many rows below the one the other stands."""

    one: uuid.UUID
    other: uuid.UUID
    bond: Bond
    down: int = 0
    is_over: bool = False


@dataclass(frozen=True)
class Home:
    """People who live at the same address."""

    name: str
    people: frozenset[uuid.UUID]
