"""What a contact says, and who may correct one once it is recorded."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accounts.models import User
from cases.contacts.models import Contact
from cases.families.models import Involvement

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Seen(StrEnum):
    """Whether somebody whom a contact is about was seen; nobody is seen alone without being seen."""

    NOT = "not"
    WITH_OTHERS = "with_others"
    ALONE = "alone"


@dataclass(frozen=True)
class Other:
    """Somebody present who is not of the family."""

    name: str
    role: str


@dataclass(frozen=True)
class Details:
    """Everything a form says about a contact; dates and times are London's."""

    kind: str
    happened_on: datetime.date
    started_at: datetime.time | None
    minutes: int | None
    place: str
    source: str
    what_happened: str
    what_we_think: str
    next_step: str
    next_step_on: datetime.date | None
    involvement: Involvement | None
    about: Mapping[UUID, Seen]
    present: frozenset[UUID]
    others: tuple[Other, ...]


FIELDS = (
    "kind",
    "happened_on",
    "started_at",
    "minutes",
    "place",
    "source",
    "what_happened",
    "what_we_think",
    "next_step",
    "next_step_on",
    "involvement",
)
"""The names that ``Details`` and ``Contact`` share."""


def says_the_same(contact: Contact, details: Details) -> bool:
    """Whether a form sent again says what its first sending recorded."""
    return all(getattr(contact, name) == getattr(details, name) for name in FIELDS)


def may_correct(contact: Contact, user: User, *, manages_a_team: bool) -> bool:
    """Its author, or a manager among those who see the family. Everybody else writes a contact of their own."""
    return contact.recorded_by_id == user.pk or manages_a_team


def as_cell(words: str) -> str:
    """Words for a cell of a spreadsheet, which would run "=…" as a formula: a quote makes it text."""
    risky = words.startswith(("\t", "\r", "\n")) or words.lstrip().startswith(FORMULA_STARTS)
    return f"'{words}" if risky else words
