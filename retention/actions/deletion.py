"""Deleting rows and their earlier versions, table by table, with a count of each."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection, models

from retention.queries.graph import Doomed, doomed_with, history_of, links


def files_delete(*, families: Collection[UUID], people: Collection[UUID]) -> Counter[str]:
    """Delete everything that goes with these families and people; tells how many rows of each table went.

    Raises ``StillShared``, or ``IntegrityError`` when a row that stays still points to one that goes.
    """
    doomed = doomed_with(families, people)
    counts: Counter[str] = Counter()
    for model in {*doomed.rows, *doomed.gone}:
        if history := history_of(model):
            counts[history._meta.db_table] += _delete_versions(model, history, doomed)
    for model, keys in doomed.rows.items():
        counts[model._meta.db_table] += _delete(model, model._meta.pk.column, keys)
    with connection.cursor() as cursor:
        # Foreign keys are checked here, where a failure can still be undone for these files alone.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return +counts


def _delete_versions(model: type[models.Model], history: type[models.Model], doomed: Doomed) -> int:
    """Versions of rows that go or are gone, and versions that once spoke of somebody who goes."""
    deleted = _delete(history, "id", doomed.known(model))
    for column, target in links(history):
        deleted += _delete(history, column, doomed.known(target))
    return deleted


def _delete(model: type[models.Model], column: str, keys: Collection[Any]) -> int:
    if not keys:
        return 0
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {name(model._meta.db_table)} WHERE {name(column)} = ANY (%s)",  # noqa: S608
            [list(keys)],
        )
        return int(cursor.rowcount)
