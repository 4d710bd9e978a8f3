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
from cases.families.models.timescale import Step
from cases.families.rules.timescales import Timescales


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


def contact_step(
    timescales: Timescales,
    kind: str,
    *,
    started_on: datetime.date,
    last_on: datetime.date | None,
    is_visited: bool,
) -> tuple[Step, datetime.date] | None:
    """The next contact that open work needs and by when: the first, else the earlier of first visit and next contact.

    One contact may do for both, so a family is on the list once. ``None`` where the council gave no time.
    """
    if last_on is None:
        wanted = [(Step.FIRST_CONTACT, started_on)]
    else:
        wanted = [(Step.CONTACT_GAP, last_on)]
        if not is_visited:
            wanted.append((Step.FIRST_VISIT, started_on))
    found = [(timescales.due_on(kind, step, since), step) for step, since in wanted]
    due = min(((due_on, step) for due_on, step in found if due_on), default=None)
    return (due[1], due[0]) if due else None
