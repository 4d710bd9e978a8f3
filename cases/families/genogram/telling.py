"""The same facts as the picture, as lists: what somebody reads who does not see the picture, or would rather read."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases.families.genogram.figures import COUPLES, SHAPE_WORDS
from cases.families.genogram.reading import BONDS, Kin, birth_words, is_over
from cases.families.models import Relationship
from cases.families.models.family import RelationshipKind


@dataclass(frozen=True)
class Told:
    """The lists under the picture."""

    people: list[list[str]]
    relationships: list[str]
    head: tuple[str, ...] = ("Name", "Born", "Symbol", "Lives")


def told(kin: Kin, today: datetime.date) -> Told:
    """Everybody in the picture, and every relationship whether a line stands for it or not."""
    homes = {person: home.name for home in kin.homes for person in home.people}
    people = [
        [
            kin.people[figure.key].full_name,
            birth_words(kin.people[figure.key]) + (", died" if figure.is_dead else ""),
            SHAPE_WORDS[figure.shape],
            _where(kin, figure.key, homes),
        ]
        for figure in kin.figures
    ]
    return Told(people, list(_sentences(kin, today)))


def _where(kin: Kin, key: uuid.UUID, homes: Mapping[uuid.UUID, str]) -> str:
    left = kin.left_on.get(key)
    words = [homes.get(key, ""), f"left the family in {left.year}" if left else ""]
    return ", ".join(word for word in words if word) or "Not recorded"


def _sentences(kin: Kin, today: datetime.date) -> Iterator[str]:
    for row in kin.relationships:
        one, other = kin.people[row.person_id].full_name, kin.people[row.relative_id].full_name
        yield f"{one}: {_words(row)} {other}{_when(row, today)}"


def _words(row: Relationship) -> str:
    words = str(RelationshipKind(row.kind).label)
    return words[:1].lower() + words[1:]


def _when(row: Relationship, today: datetime.date) -> str:
    start = f", from {row.started_on.year}" if row.started_on else ""
    if row.ended_on and row.ended_on < today:
        return f"{start}, until {row.ended_on.year}"
    bond = BONDS.get(row.kind, (None, 0))[0]
    return f"{start}, no longer together" if bond in COUPLES and is_over(row, today) else start
