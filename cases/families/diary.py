"""How an app puts its appointments into the diary without ``cases.families`` or the diary knowing it.

An app names its source on its ``AppConfig``: ``diary_source = "cases.groups.diary.Sessions"``. Without the app its
appointments are gone, and without the diary nobody asks for them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.together import together

DUE, RECORDED, CALLED_OFF = "", "recorded", "called_off"
"""How an appointment stands: still to be held or written up, written up, or not taking place."""


@dataclass(frozen=True)
class Slot:
    """One appointment of staff: from when to when in London, what it is, and where to read more.

    ``kind`` is all that a calendar outside the portal is told, so it names nobody: "Visit", "Group session".
    ``families`` are those it names, for the log of reads.
    """

    key: uuid.UUID
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    kind: str
    what: str = field(repr=False)
    url: str
    workers: tuple[tuple[uuid.UUID, str], ...] = field(default=(), repr=False)
    families: frozenset[uuid.UUID] = frozenset()
    where: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    state: str = DUE
    record_url: str = ""

    @property
    def day(self) -> datetime.date:
        """The day it is on."""
        return timezone.localdate(self.starts_at)


class DiarySource(Protocol):
    """An app's part of the diary."""

    def rows(
        self, *, user: User, workers: Collection[uuid.UUID], first: datetime.date, last: datetime.date
    ) -> QuerySet[Any]:
        """Appointments of these staff on these days, both included, that this person may see."""

    def slot(self, row: Any, user: User) -> Slot:
        """One of them as the diary shows it; asks the database nothing more."""


def slots(
    user: User, workers: Collection[uuid.UUID], first: datetime.date, last: datetime.date
) -> list[Slot]:
    """Everything these staff have to be at, the earliest first, in one query."""
    return slots_of(together(*slot_rows(user, workers, first, last)), user)


def slot_rows(
    user: User, workers: Collection[uuid.UUID], first: datetime.date, last: datetime.date
) -> list[QuerySet[Any]]:
    """The lists that takes, one for each app that has appointments, for a page that reads more beside them."""
    return [source.rows(user=user, workers=workers, first=first, last=last) for source in _sources()]


def slots_of(lists: Sequence[list[Any]], user: User) -> list[Slot]:
    """Those lists as one, the earliest appointment first."""
    found = [source.slot(row, user) for source, rows in zip(_sources(), lists, strict=True) for row in rows]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.ends_at, slot.key))


def _sources() -> list[DiarySource]:
    names = (getattr(config, "diary_source", "") for config in apps.get_app_configs())
    return [import_string(name)() for name in names if name]
