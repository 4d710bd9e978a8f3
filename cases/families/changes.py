"""Who changed which field from what to what, when and why: the history of rows in plain words, newest first."""

from __future__ import annotations

import datetime
import heapq
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Field as ModelField
from django.db.models import ForeignKey, Model, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.records import Record
from cases.families.chronology import Key
from cases.families.models import Phone
from govuk.fields import phone_as_written

NOTHING = "nothing"
ACTIONS = {"+": "added", "~": "changed", "-": "removed"}


@dataclass(frozen=True)
class FieldChange:
    """One field, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One version of one row, told as a sentence and a list of fields."""

    key: Key
    title: str
    by: str
    why: str
    fields: list[FieldChange]
    is_first: bool

    @property
    def at(self) -> datetime.datetime:
        """When it was made."""
        return self.key.at


@dataclass(frozen=True)
class Track:
    """The history of one model, narrowed to what a page is about; ``name`` says what a row is, "Address of Ana"."""

    model: type[Record]
    where: Q
    name: Callable[[Any], str]
    parents: frozenset[str] = frozenset()  # fields that only say whose row it is


@dataclass
class _Names:
    """Names behind foreign keys, fetched at once for all versions of a page."""

    wanted: dict[type[Model], set[Any]] = field(default_factory=dict)
    found: dict[type[Model], dict[Any, str]] = field(default_factory=dict)

    def want(self, column: ModelField[Any, Any], value: Any) -> None:
        if value is not None:
            self.wanted.setdefault(column.related_model, set()).add(value)  # type: ignore[arg-type]

    def fetch(self, user: User) -> None:
        for model, keys in self.wanted.items():
            rows: QuerySet[Any] = model._default_manager.filter(pk__in=keys)
            if hasattr(rows, "visible_to"):
                rows = rows.visible_to(user)
            self.found[model] = {row.pk: str(row) for row in rows}

    def of(self, column: ModelField[Any, Any], value: Any) -> str:
        return self.found.get(column.related_model, {}).get(value, "somebody you cannot see")  # type: ignore[arg-type]


def changes(
    tracks: Sequence[Track], user: User, *, before: Key | None = None, limit: int
) -> tuple[list[Change], Key | None]:
    """The next older changes of all tracks, newest first, and the key of the next page if there is one."""
    slices = [_slice(track, before, limit + 1) for track in tracks]
    merged = heapq.merge(*slices, key=lambda pair: _key(pair[1]), reverse=True)
    found = list(islice(merged, limit + 1))
    shown = found[:limit]
    previous = _previous(shown)
    names = _Names()
    for track, row in shown:
        for column in _columns(track):
            if isinstance(column, ForeignKey):
                names.want(column, getattr(row, column.attname))
                names.want(column, getattr(previous.get(row.previous_id), column.attname, None))
    names.fetch(user)
    told = [_told(track, row, previous.get(row.previous_id), names) for track, row in shown]
    return told, (_key(shown[-1][1]) if len(found) > limit else None)


def words(column: ModelField[Any, Any], value: Any) -> str:
    """A value as the pages say it: choices by label, dates in words, Yes and No, numbers as written."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if column.model is Phone and column.name == "number":
        return phone_as_written(value)
    return str(value)


def _slice(track: Track, before: Key | None, limit: int) -> list[tuple[Track, Any]]:
    history = track.model.history.model.objects
    rows = history.filter(track.where).select_related("history_user")
    if before:
        tie = Q(history_date__lt=before.at) | Q(history_id__lt=before.id)
        rows = rows.filter(tie, history_date__lte=before.at)
    older = (
        history.filter(
            Q(history_date__lt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")),
            id=OuterRef("id"),
        )
        .order_by("-history_date", "-history_id")
        .values("history_id")[:1]
    )
    rows = rows.annotate(previous_id=Subquery(older)).order_by("-history_date", "-history_id")
    return [(track, row) for row in rows[:limit]]


def _previous(shown: Iterable[tuple[Track, Any]]) -> dict[uuid.UUID, Any]:
    wanted: dict[type[Model], set[uuid.UUID]] = {}
    for track, row in shown:
        if row.previous_id:
            wanted.setdefault(track.model.history.model, set()).add(row.previous_id)
    return {row.history_id: row for model, keys in wanted.items() for row in _rows(model, keys)}


def _rows(model: type[Model], keys: set[uuid.UUID]) -> QuerySet[Any]:
    return model._default_manager.filter(history_id__in=keys)


def _key(row: Any) -> Key:
    return Key(row.history_date, row.history_id)


def _columns(track: Track) -> list[ModelField[Any, Any]]:
    return [column for column in track.model._meta.fields if column.name not in {"id", *track.parents}]


def _told(track: Track, row: Any, before: Any, names: _Names) -> Change:
    author = row.history_user.full_name if row.history_user else "The system"
    is_first = before is None or row.history_type == "+"
    return Change(
        key=_key(row),
        title=f"{track.name(row)} {ACTIONS[row.history_type]}",
        by=author,
        why=row.history_change_reason or "",
        fields=_differences(track, *(_pair(row, before, is_first)), names),
        is_first=is_first,
    )


def _pair(row: Any, before: Any, is_first: bool) -> tuple[Any, Any]:
    """The versions to hold against each other: nothing before the first, nothing after a removal."""
    if row.history_type == "-":
        return row, None
    return (None if is_first else before), row


def _differences(track: Track, before: Any, after: Any, names: _Names) -> list[FieldChange]:
    found = []
    for column in _columns(track):
        old, new = getattr(before, column.attname, None), getattr(after, column.attname, None)
        if old == new or not (old or new):
            continue
        found.append(FieldChange(_label(column), _words(column, old, names), _words(column, new, names)))
    return found


def _words(column: ModelField[Any, Any], value: Any, names: _Names) -> str:
    if isinstance(column, ForeignKey) and value is not None:
        return names.of(column, value)
    return words(column, value)


def _label(column: ModelField[Any, Any]) -> str:
    label = str(column.verbose_name)
    return label[:1].upper() + label[1:]
