"""What people say about a record of ours stands beside it wherever the record is read (UK GDPR Article 16).

Whoever keeps such words says so on its ``AppConfig`` (``record_notes``, see ``panels``). Each place that shows a record
asks here: the chronology, copies for the family, packs. ``tests/rules/test_statements.py`` has a line for each.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from accounts.models import User


@dataclass(frozen=True)
class Said:
    """One person's words about one record."""

    person: uuid.UUID
    who: str = field(repr=False)
    words: str = field(repr=False)
    on: datetime.date

    @property
    def heading(self) -> str:
        """Whose words they are, and of which day."""
        return f"{self.who} says about this, {self.on.day} {self.on:%B %Y}"


class Keeper(Protocol):
    """An app that keeps such words: its rows have ``record_id`` and give a ``Said``."""

    def rows(self, keys: Collection[uuid.UUID], user: User | None) -> QuerySet[Any]:
        """Rows about these records which this person sees; without one, all of them, for a job of the system."""

    def said(self, row: Any) -> Said:
        """The words of a row."""


def keepers() -> list[Keeper]:
    """Every app that keeps such words."""
    names = (getattr(config, "record_notes", "") for config in apps.get_app_configs())
    return [import_string(name)() for name in names if name]


def rows_beside(keys: Collection[uuid.UUID], user: User | None) -> list[QuerySet[Any]]:
    """The rows of every keeper, for a page that reads several lists in one statement."""
    return [keeper.rows(keys, user) for keeper in keepers()]


def by_record(found: Iterable[Iterable[Any]]) -> Mapping[uuid.UUID, list[Said]]:
    """The words by record, from the lists that ``rows_beside`` asked for."""
    told: dict[uuid.UUID, list[Said]] = defaultdict(list)
    for keeper, rows in zip(keepers(), found, strict=True):
        for row in rows:
            told[row.record_id].append(keeper.said(row))
    return told


def said_beside(keys: Collection[uuid.UUID], user: User | None) -> Mapping[uuid.UUID, list[Said]]:
    """The words about each of these records."""
    return by_record(rows_beside(keys, user))
