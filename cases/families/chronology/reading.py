"""Reading a chronology: one query finds which entries a page shows, and one more reads them.

A page is a slice next to a key (keyset paging), so that page 400 costs what page 1 costs.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, IntegerField, Model, Q, QuerySet, Value
from django.db.models import Count as CountOf
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, TruncMonth
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.together import together
from cases.families.beside import by_record, rows_beside
from cases.families.chronology.keys import Key
from cases.families.chronology.strands import Entry, Filters, Source, Strand
from cases.families.models import Family

Place = tuple[Key, int]  # where an entry stands, and the number of its strand


@dataclass(frozen=True)
class Page:
    """A slice of the merged chronology, newest first, with the keys its neighbours start from."""

    entries: list[Entry]
    newer: Key | None
    older: Key | None


@dataclass(frozen=True)
class Count:
    """How many entries of a kind happened in a month, which is called by its first day."""

    kind: str
    month: datetime.date
    number: int


def sources() -> list[Source]:
    """Every part of the chronology that is installed."""
    names = (getattr(config, "chronology_source", None) for config in apps.get_app_configs())
    return [import_string(name)() for name in names if name]


def kinds() -> list[tuple[str, str]]:
    """Every kind of entry there can be, by its label."""
    return sorted((kind for source in sources() for kind in source.kinds), key=lambda kind: kind[1])


def author_rows(family: Family, user: User) -> QuerySet[User]:
    """Everybody who wrote something in this chronology, in no order: one query, however many strands there are.

    Where there are rows by the thousand, they need an index (family, author).
    """
    found = {(strand.rows.model, strand.author): strand for strand in _strands(family, user) if strand.author}
    rows = [_authors(found[key], family) for key in sorted(found, key=str)]
    return reduce(or_, rows, User.objects.none())


def by_name(people: Iterable[User]) -> list[User]:
    """Staff in the order of their names."""
    return sorted(people, key=lambda author: (author.full_name.casefold(), str(author.pk)))


def latest(family: Family, user: User, limit: int = 5) -> list[Entry]:
    """The last times we were in touch with a family, for its page."""
    strands = [strand for strand in _strands(family, user) if strand.is_being_in_touch]
    return _told(strands, _places(strands, Filters(), before=None, after=None, limit=limit), user)


def page(
    family: Family,
    user: User,
    *,
    filters: Filters,
    before: Key | None = None,
    after: Key | None = None,
    limit: int,
) -> Page:
    """Merge the slices of all strands into one, in as many queries however long the file is."""
    strands = _strands(family, user)
    found = _places(strands, filters, before=before, after=after, limit=limit + 1)
    more, shown = len(found) > limit, found[:limit]
    if after is not None:
        shown.reverse()
    if not shown:
        return Page([], newer=None, older=None)
    return Page(
        _told(strands, shown, user),
        newer=shown[0][0] if (more if after else before) else None,
        older=shown[-1][0] if (after or more) else None,
    )


def entry_of(family: Family, user: User, strand: str, row: uuid.UUID) -> Entry | None:
    """One entry, if there is such a one and this person sees it."""
    strands = [found for found in _strands(family, user) if found.code == strand]
    only = Filters(only=frozenset({(strand, row)}))
    return next(iter(_told(strands, _places(strands, only, before=None, after=None, limit=1), user)), None)


def counts(family: Family, user: User, filters: Filters) -> list[Count]:
    """How many entries of each kind every month had that had any, in one query."""
    counted = []
    for strand, rows in _narrowed(_strands(family, user), filters):
        kind: Any = F(strand.kind_column) if strand.kind_column else Value(min(strand.kinds))
        months = _between(rows, strand.at, filters).annotate(
            entry_kind=Cast(kind, CharField()), entry_month=TruncMonth(strand.at)
        )
        counted.append(
            months.order_by().values("entry_kind", "entry_month").annotate(entry_number=CountOf("pk"))
        )
    return [
        Count(row["entry_kind"], timezone.localdate(row["entry_month"]), row["entry_number"])
        for row in _union(counted)
    ]


def _strands(family: Family, user: User) -> list[Strand]:
    """Built once for a family as a page loaded it: what a person may see is costly to put in words of SQL."""
    kept: dict[uuid.UUID, list[Strand]] = family.__dict__.setdefault("_strands", {})
    if user.pk not in kept:
        kept[user.pk] = _built(family, user)
    return kept[user.pk]


def _built(family: Family, user: User) -> list[Strand]:
    return [strand for source in sources() for strand in source.strands(family=family, user=user)]


def _narrowed(strands: Iterable[Strand], filters: Filters) -> list[tuple[Strand, QuerySet[Any]]]:
    found = ((strand, strand.narrowed(filters)) for strand in strands)
    return [(strand, rows) for strand, rows in found if rows is not None]


def _places(
    strands: Sequence[Strand], filters: Filters, *, before: Key | None, after: Key | None, limit: int
) -> list[Place]:
    """The next older places, newest first; with ``after`` the next newer ones, oldest first. One query."""
    slices = []
    for strand, rows in _narrowed(strands, filters):
        near = _keyset(_between(rows, strand.at, filters), at=strand.at, before=before, after=after)
        number = Value(strands.index(strand), output_field=IntegerField())
        placed = near.annotate(entry_strand=number, entry_at=F(strand.at), entry_id=F("pk"))
        slices.append(placed.values_list("entry_strand", "entry_at", "entry_id")[:limit])
    sign = "" if after else "-"
    found = _union(slices)
    if len(slices) > 1:  # a slice by itself is in order already
        found = found.order_by(f"{sign}entry_at", f"{sign}entry_id")[:limit]
    return [(Key(at, row), number) for number, at, row in found]


def _told(strands: Sequence[Strand], places: Sequence[Place], user: User) -> list[Entry]:
    """The entries at these places, with what people say about them, in one query.

    A strand without an entry among them takes no part.
    """
    if not places:
        return []
    wanted: dict[int, list[uuid.UUID]] = defaultdict(list)
    for key, number in places:
        wanted[number].append(key.id)
    asked = [
        strands[number].in_full(strands[number].rows.filter(pk__in=ids)) for number, ids in wanted.items()
    ]
    found = together(*asked, *rows_beside([key.id for key, _ in places], user))
    said = by_record(found[len(asked) :])
    told = {
        (number, row.pk): replace(
            strands[number].entry(row), strand=strands[number].code, said=tuple(said.get(row.pk, ()))
        )
        for number, rows in zip(wanted, found[: len(asked)], strict=True)
        for row in rows
    }
    return [told[number, key.id] for key, number in places if (number, key.id) in told]


def _union(slices: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    if not slices:
        return User.objects.none()
    return slices[0].union(*slices[1:], all=True) if slices[1:] else slices[0]


def _between(rows: QuerySet[Any], at: str, filters: Filters) -> QuerySet[Any]:
    if filters.since:
        rows = rows.filter(**{f"{at}__gte": _midnight(filters.since)})
    if filters.until:
        rows = rows.filter(**{f"{at}__lt": _midnight(filters.until + datetime.timedelta(days=1))})
    return rows


def _keyset(rows: QuerySet[Any], *, at: str, before: Key | None, after: Key | None) -> QuerySet[Any]:
    """The rows next to a key, in order; needs an index (family, -at, -id).

    The first condition is the one the index starts at; the second only settles ties of the same instant.
    """
    if before:
        tie = Q(**{f"{at}__lt": before.at}) | Q(pk__lt=before.id)
        rows = rows.filter(tie, **{f"{at}__lte": before.at})
    if after:
        tie = Q(**{f"{at}__gt": after.at}) | Q(pk__gt=after.id)
        return rows.filter(tie, **{f"{at}__gte": after.at}).order_by(at, "pk")
    return rows.order_by(f"-{at}", "-pk")


def _authors(strand: Strand, family: Family) -> QuerySet[User]:
    names_family = any(column.name == "family" for column in strand.rows.model._meta.fields)
    if "__" in strand.author or not names_family:  # there is no index to hop along
        return User.objects.filter(pk__in=strand.rows.order_by().values(strand.author))
    return _distinct_users(strand.rows.model, strand.author, family)


def _distinct_users(model: type[Model], author: str, family: Family) -> QuerySet[User]:
    """Who stands in a column of a family's rows, hopping from one to the next on an index (family, author).

    A plain DISTINCT would read every row of the family to find five names.
    """
    table, column = model._meta.db_table, model._meta.get_field(author).attname  # type: ignore[union-attr]
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
