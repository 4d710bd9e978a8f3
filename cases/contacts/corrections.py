"""What was corrected in a contact, when, by whom and why, read from its history."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from accounts.models import User
from cases.contacts.models import Contact, ContactAbout, ContactPresent
from cases.families.models import Person

LABELS = {
    "kind": "Kind of contact",
    "happened_on": "Date",
    "started_at": "Start time",
    "minutes": "Length in minutes",
    "place": "Place",
    "source": "How we know",
    "what_happened": "What happened",
    "what_we_think": "What we think",
    "next_step": "Next step",
    "next_step_on": "Next step by",
    "involvement_id": "As part of",
}
NOTHING = "Nothing"


@dataclass(frozen=True)
class Change:
    """One part of the contact, and what it said before."""

    label: str
    before: Any


@dataclass(frozen=True)
class Correction:
    """One correction of a contact."""

    at: datetime.datetime
    by: str
    why: str
    changes: list[Change]


def corrections(contact: Contact, user: User) -> list[Correction]:
    """Every correction, newest first, each with the words it replaced; four queries however many there were."""
    versions = list(contact.history.select_related("history_user").order_by("history_date", "history_id"))
    if len(versions) < 2:
        return []
    about = list(ContactAbout.history.filter(contact_id=contact.pk).order_by("history_date", "history_id"))
    present = list(
        ContactPresent.history.filter(contact_id=contact.pk).order_by("history_date", "history_id")
    )
    names = _names((*about, *present), user)
    found = []
    ends = [version.history_date for version in versions[2:]] + [None]
    for (old, new), end in zip(pairwise(versions), ends, strict=True):
        changes = _changed_fields(old, new)
        changes += _changed_people("Who it is about", about, new.history_date, end, names)
        changes += _changed_people("Who was there", present, new.history_date, end, names)
        author = new.history_user.full_name if new.history_user else "the portal"
        found.append(Correction(new.history_date, author, new.history_change_reason or "", changes))
    return found[::-1]


def _changed_fields(old: Any, new: Any) -> list[Change]:
    return [
        Change(label, _words(old, name))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]


def _words(version: Any, name: str) -> Any:
    if name in ("kind", "source"):
        return getattr(version, f"get_{name}_display")()
    if name == "involvement_id":
        return "Another piece of work" if version.involvement_id else NOTHING
    value = getattr(version, name)
    return NOTHING if value in (None, "") else value


def _changed_people(
    label: str,
    rows: Iterable[Any],
    at: datetime.datetime,
    end: datetime.datetime | None,
    names: dict[UUID, str],
) -> list[Change]:
    """What stood before a correction made at ``at``, if it stood otherwise up to the next correction at ``end``."""
    before, after = (_people_before(rows, moment, names) for moment in (at, end))
    return [Change(label, "; ".join(before) or "Nobody")] if before != after else []


def _people_before(rows: Iterable[Any], at: datetime.datetime | None, names: dict[UUID, str]) -> list[str]:
    """Replay the history of the people up to a moment; one correction writes all its rows at the same moment."""
    standing: dict[UUID, str] = {}
    for row in rows:
        if at is not None and row.history_date >= at:
            break
        standing.pop(row.id, None)
        if row.history_type != "-":
            standing[row.id] = _person_words(row, names)
    return sorted(standing.values())


def _person_words(row: Any, names: dict[UUID, str]) -> str:
    if row.person_id is None:
        return f"{row.name}, {row.role}"
    name = names.get(row.person_id, "Somebody no longer in this file")
    if not hasattr(row, "seen"):
        return name
    return f"{name}, {ContactAbout(seen=row.seen, seen_alone=row.seen_alone).how_seen}"


def _names(rows: Iterable[Any], user: User) -> dict[UUID, str]:
    keys = {row.person_id for row in rows if row.person_id}
    return {person.pk: person.full_name for person in Person.objects.visible_to(user).filter(pk__in=keys)}
