"""What two records are of, a person or a family, and what a merge of such records needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.families.merging.models import FamilyPair, Merge, Pair
from cases.families.merging.rules.plan import FAMILY_MOVES, MOVES, Moves
from cases.families.models import Family, Person


@dataclass(frozen=True)
class Kind:
    """``leader`` is the field of ``Merge`` that names the record that stays; ``one`` and ``two`` are its words."""

    model: Any
    leader: str
    moves: tuple[Moves, ...]
    one: str
    two: str


OF_PEOPLE = Kind(Person, "leader", MOVES, "person", "two people")
OF_FAMILIES = Kind(Family, "leader_family", FAMILY_MOVES, "family", "two families")


def kind_of(row: Person | Family | Pair | Merge) -> Kind:
    """What a record, a pair of records, or a merge is of."""
    is_of_families = row.is_of_families if isinstance(row, Merge) else isinstance(row, Family | FamilyPair)
    return OF_FAMILIES if is_of_families else OF_PEOPLE
