"""Reading several lists in one statement: a page that shows ten of them does not ask PostgreSQL ten times.

    phones, emails = together(Phone.objects.visible_to(user), Email.objects.visible_to(user))

Each list comes back as its queryset would have given it, in its order, with ``select_related``, annotations and
``Prefetch`` of rows that point at it. The rows travel as JSON; PostgreSQL plans and runs each list as ever.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BinaryField, JSONField, QuerySet

LIST = "ARRAY(SELECT to_jsonb(listed) FROM ({}) AS listed)"


def together(*rows: QuerySet[Any]) -> list[list[Any]]:
    """All rows of every queryset, in one statement; none at all if no queryset can have rows."""
    parts = [part for found in rows for part in (_Part(found), *_beside(found))]
    asked = [part for part in parts if part.sql]
    if asked:
        lists = ", ".join(LIST.format(part.sql) for part in asked)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lists}", [value for part in asked for value in part.parameters])
            told = cursor.fetchone()
        for part, found in zip(asked, told, strict=True):
            part.take(found)
    return [part.with_prefetched(parts) for part in parts if part.prefetch is None]


class _Part:
    """One list: a queryset compiled, and then its rows."""

    def __init__(self, rows: Any, prefetch: Any = None, of: Any = None) -> None:
        self.asked, self.prefetch, self.of = rows, prefetch, of
        self.rows = rows.all()
        self.rows._prefetch_related_lookups = ()  # read beside it, see ``_beside``
        self.compiler = self.rows.query.get_compiler(self.rows.db)
        self.result: list[Any] = []
        try:
            self.sql, self.parameters = self.compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            self.sql, self.parameters = "", ()

    def take(self, told: list[str]) -> None:
        """Let Django build its objects from what came, as though its own statement had answered."""
        fields = [expression.output_field for expression, _, _ in self.compiler.select]
        values = [json.loads(row, parse_float=Decimal) for row in told]
        names = [alias or f"col{at}" for at, (_, _, alias) in enumerate(self.compiler.select, 1)]
        answer = [[tuple(_value(f, row[n]) for f, n in zip(fields, names, strict=True)) for row in values]]
        self.compiler.execute_sql = lambda *args, **options: answer
        self.rows.query.get_compiler = lambda *args, **options: self.compiler
        self.result = list(self.rows)

    def with_prefetched(self, parts: list[_Part]) -> list[Any]:
        """The rows, each holding what was read beside it."""
        for part in parts:
            if part.of is self.asked:
                part.give_to(self.result)
        return self.result

    def give_to(self, holders: list[Any]) -> None:
        """Each holder keeps those of these rows that point at it."""
        field = _pointing(self.of, self.prefetch)
        for holder in holders:
            mine = [row for row in self.result if getattr(row, field.attname) == holder.pk]
            for row in mine:
                setattr(row, field.name, holder)
            kept = getattr(holder, self.prefetch.prefetch_to).all()
            kept._result_cache, kept._prefetch_done = mine, True
            holder.__dict__.setdefault("_prefetched_objects_cache", {})[self.prefetch.prefetch_to] = kept


def _beside(rows: Any) -> list[_Part]:
    """What the queryset wants to have prefetched: rows that point at those of it."""
    wanted = rows._prefetch_related_lookups
    keys = rows.prefetch_related(None).values("pk")
    return [
        _Part(found.queryset.filter(**{f"{_pointing(rows, found).name}__in": keys}), found, rows)
        for found in wanted
    ]


def _pointing(rows: QuerySet[Any], prefetch: Any) -> Any:
    """The field by which prefetched rows point at these."""
    return rows.model._meta.get_field(prefetch.prefetch_to).remote_field


def _value(field: Any, told: Any) -> Any:
    """What the database driver would have given for this column."""
    if told is None:
        return None
    if isinstance(field, ArrayField):
        return [_value(field.base_field, one) for one in told]
    if isinstance(field, JSONField):
        return json.dumps(told)
    if isinstance(field, BinaryField):
        raise TypeError("Bytes do not travel as JSON")
    return field.to_python(told)
