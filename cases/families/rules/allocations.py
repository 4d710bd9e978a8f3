"""Who worked with a family from when to when, read from the versions of the work: nothing is kept twice."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Told:
    """One version with the words around it."""

    at: datetime.date
    worker_id: uuid.UUID | None
    worker: str
    ended_on: datetime.date | None
    why: str
    by: str


@dataclass(frozen=True)
class Spell:
    """One worker, or nobody, from one day to another; ``until`` is empty while it lasts."""

    worker_id: uuid.UUID | None
    worker: str
    since: datetime.date
    given_by: str
    until: datetime.date | None = None
    why_ended: str = ""
    ended_by: str = ""


def spells(versions: Iterable[Told]) -> list[Spell]:
    """The allocations of one piece of work, from its versions in the order they were written.

    A worker's time ends when somebody else, or nobody, gets the work, or when the work closes. Work that is opened
    again begins anew.
    """
    found: list[Spell] = []
    for version in versions:
        now = found[-1] if found and found[-1].until is None else None
        if now and version.ended_on is not None:
            found[-1] = _over(now, version.ended_on, version)
        elif now and now.worker_id != version.worker_id:
            found[-1] = _over(now, version.at, version)
            found.append(_begun(version))
        elif now is None and version.ended_on is None:
            found.append(_begun(version))
    return found


def _over(spell: Spell, until: datetime.date, version: Told) -> Spell:
    return replace(spell, until=max(spell.since, until), why_ended=version.why, ended_by=version.by)


def _begun(version: Told) -> Spell:
    return Spell(version.worker_id, version.worker, version.at, version.by)


def what_happened(family: str, worker: uuid.UUID, version: Any) -> str:
    """What somebody else did with a family's work before it could be given on; ``version`` is the newest there is."""
    by = version.history_user.full_name if version.history_user else "the system"
    if version.ended_on is not None:
        return f"{family}: closed by {by}"
    if version.allocated_to_id is None:
        return f"{family}: taken from the worker by {by}; nobody has it for now"
    if version.allocated_to_id != worker:
        return f"{family}: given to {version.allocated_to.full_name} by {by}"
    return f"{family}: changed by {by}"
