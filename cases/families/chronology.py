"""How a file joins the chronology of a family: an app offers a ``Source``, the chronology page merges the slices.

An app says so by one attribute on its ``AppConfig``: ``chronology_source = "cases.contacts.chronology.Contacts"``.
Entries are told apart and ordered by a ``Key``: when it happened, then the row's id. A page is a slice next to a key
(keyset paging), so that page 400 costs what page 1 costs.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import heapq
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from cases.families.models import Family

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)

Rows = TypeVar("Rows", bound=QuerySet[Any])


class BadKey(ValueError):
    """A key in an address that no chronology page ever wrote."""


@dataclass(frozen=True, order=True)
class Key:
    """Where an entry stands: the aware time it happened, then the id of its row, which breaks every tie."""

    at: datetime.datetime
    id: uuid.UUID

    def as_text(self) -> str:
        """The key as one word for an address; it says nothing about anybody."""
        micros = (self.at - EPOCH) // MICROSECOND
        return base64.urlsafe_b64encode(micros.to_bytes(8, "big", signed=True) + self.id.bytes).decode()

    @classmethod
    def from_text(cls, text: str) -> Key:
        """Read it back; raises ``BadKey`` for anything else."""
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii"))
            micros = int.from_bytes(raw[:8], "big", signed=True)
            return cls(EPOCH + micros * MICROSECOND, uuid.UUID(bytes=raw[8:]))
        except (binascii.Error, ValueError, OverflowError) as error:
            raise BadKey("not a key of a chronology") from error


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; nothing set means everything. Days are London's, both included."""

    kinds: frozenset[str] = frozenset()
    person: uuid.UUID | None = None
    author: uuid.UUID | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True)
class Entry:
    """One thing that happened, ready for ``components/timeline.html``; ``template`` draws ``item.object``."""

    key: Key
    at: datetime.date | datetime.datetime  # a plain date where no time of day is known
    kind: str
    kind_label: str
    title: str
    template: str
    object: Any = field(repr=False)
    author: str = ""
    people: tuple[str, ...] = ()
    url: str = ""
    meta: str = ""
    words: str = field(default="", repr=False)  # the whole of it in plain text, for an export

    @property
    def byline(self) -> str:
        """Who wrote it down, in the word of the timeline component."""
        return self.author


class Source(Protocol):
    """An app's part of the chronology."""

    @property
    def kinds(self) -> Sequence[tuple[str, str]]:
        """Codes and labels of the kinds of entry it has; codes are unlike those of any other source."""

    # A source of contacts also says ``is_being_in_touch = True``: its newest entries stand on the family page.

    def entries(
        self,
        *,
        family: Family,
        user: User,
        filters: Filters,
        before: Key | None = None,
        after: Key | None = None,
        limit: int,
    ) -> list[Entry]:
        """At most ``limit`` entries this person may see: the next older ones, newest first.

        With ``after`` instead of ``before``: the next newer ones, oldest first. ``keyset`` does both.
        The number of queries must not depend on the number of entries.
        """

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who wrote its entries about this family, for the filter; ``distinct_users`` finds them."""


@dataclass(frozen=True)
class Page:
    """A slice of the merged chronology, newest first, with the keys its neighbours start from."""

    entries: list[Entry]
    newer: Key | None
    older: Key | None


def sources() -> list[Source]:
    """Every part of the chronology that is installed."""
    names = (getattr(config, "chronology_source", None) for config in apps.get_app_configs())
    return [import_string(name)() for name in names if name]


def kinds() -> list[tuple[str, str]]:
    """Every kind of entry there can be, by its label."""
    return sorted((kind for source in sources() for kind in source.kinds), key=lambda kind: kind[1])


def authors(family: Family, user: User) -> list[User]:
    """Everybody who wrote something in this chronology, by name."""
    rows = [source.authors(family=family, user=user) for source in sources()]
    everybody = reduce(or_, rows, User.objects.none())  # one query, however many sources there are
    return sorted(everybody, key=lambda author: (author.full_name.casefold(), str(author.pk)))


def latest(family: Family, user: User, limit: int = 5) -> list[Entry]:
    """The last contacts, for the family page; each further source would cost it a query."""
    in_touch = [source for source in sources() if getattr(source, "is_being_in_touch", False)]
    slices = [source.entries(family=family, user=user, filters=Filters(), limit=limit) for source in in_touch]
    return list(islice(heapq.merge(*slices, key=lambda entry: entry.key, reverse=True), limit))


def page(
    family: Family,
    user: User,
    *,
    filters: Filters,
    before: Key | None = None,
    after: Key | None = None,
    limit: int,
) -> Page:
    """Merge the slices of all sources into one, in the same number of queries however long the file is."""
    slices = [
        source.entries(family=family, user=user, filters=filters, before=before, after=after, limit=limit + 1)
        for source in sources()
        if not filters.kinds or filters.kinds.intersection(code for code, _ in source.kinds)
    ]
    merged = heapq.merge(*slices, key=lambda entry: entry.key, reverse=after is None)
    found = list(islice(merged, limit + 1))
    more, shown = len(found) > limit, found[:limit]
    if after is not None:
        shown.reverse()
    if not shown:
        return Page([], newer=None, older=None)
    return Page(
        shown,
        newer=shown[0].key if (more if after else before) else None,
        older=shown[-1].key if (after or more) else None,
    )


def keyset(
    rows: Rows, *, at: str, filters: Filters, before: Key | None, after: Key | None, limit: int
) -> Rows:
    """The slice of ``rows`` next to a key, by the aware time column ``at``; needs an index (family, -at, -id).

    The first condition is the one the index starts at; the second only settles ties of the same instant.
    """
    if filters.since:
        rows = rows.filter(**{f"{at}__gte": _midnight(filters.since)})
    if filters.until:
        rows = rows.filter(**{f"{at}__lt": _midnight(filters.until + datetime.timedelta(days=1))})
    if before:
        tie = Q(**{f"{at}__lt": before.at}) | Q(id__lt=before.id)
        rows = rows.filter(tie, **{f"{at}__lte": before.at})
    if after:
        tie = Q(**{f"{at}__gt": after.at}) | Q(id__gt=after.id)
        return rows.filter(tie, **{f"{at}__gte": after.at}).order_by(at, "id")[:limit]
    return rows.order_by(f"-{at}", "-id")[:limit]


def distinct_users(model: type[Model], column: str, family: Family) -> QuerySet[User]:
    """Who stands in ``column`` of a family's rows, hopping from one to the next on an index (family, column).

    A plain DISTINCT would read every row of the family to find five names.
    """
    table = model._meta.db_table
    hop = (
        f"WITH RECURSIVE hop (id) AS ((SELECT {column} FROM {table} WHERE family_id = %s"  # noqa: S608 - both names come from the model
        f" ORDER BY {column} LIMIT 1) UNION ALL"
        f" SELECT (SELECT t.{column} FROM {table} t WHERE t.family_id = %s AND t.{column} > hop.id"
        f" ORDER BY t.{column} LIMIT 1) FROM hop WHERE hop.id IS NOT NULL)"
        " SELECT id FROM hop WHERE id IS NOT NULL"
    )
    return User.objects.filter(pk__in=RawSQL(hop, [family.pk, family.pk]))  # noqa: S611 - values are parameters


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
