"""Deleting rows and their earlier versions, one statement a table, with a count of each."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, models

from accounts.actions.access_log import access_removal_add
from accounts.models import AccessRecord
from cases.families.merging.queries import merged_into
from retention.queries.graph import (
    Doomed,
    StillShared,
    doomed_with,
    family_columns,
    history_of,
    names,
    quoted,
    walk,
)
from retention.queries.rows_of_person import doomed_again, doomed_rows_of, keys_of, somebody_elses


def files_delete(
    *, families: Collection[UUID], people: Collection[UUID], at: datetime.datetime
) -> Counter[str]:
    """Delete everything that goes with these families and people; tells how many rows of each table went.

    Raises ``StillShared``, or ``IntegrityError`` when a row that stays still points to one that goes: some rows are
    deleted by then, so the caller undoes its savepoint.
    """
    return _delete(doomed_with(families, people), at=at)


@dataclass(frozen=True)
class RowsGone:
    """How many rows of each table went, and the key of each: by these an older backup is cleared of them again."""

    counts: Counter[str]
    keys: list[tuple[str, str]]


def rows_of_person_delete(
    *, person: UUID, kinds: Collection[type[models.Model]], behind_walls: bool, at: datetime.datetime
) -> RowsGone:
    """Delete what is about one person, of these kinds, with all versions and what hangs on it; the person stays.

    Raises ``StillShared`` when something about somebody else hangs on it, or ``IntegrityError`` when a row that stays
    still points to one that goes: the caller undoes its savepoint.
    """
    people = [person, *merged_into([person])]
    doomed = doomed_rows_of(people, kinds, behind_walls=behind_walls)
    if shared := somebody_elses(doomed, people):
        raise StillShared(f"{shared._meta.db_table} is about somebody else too")
    keys = keys_of(doomed)
    return RowsGone(_delete(doomed, at=at, whole_files=False), keys)


def rows_delete_again(
    *, person: UUID, keys: Collection[tuple[str, str]], at: datetime.datetime
) -> Counter[str]:
    """Delete once more those of these rows, all about one person, that an older backup brought back.

    Raises as ``rows_of_person_delete`` does.
    """
    doomed = doomed_again(keys)
    if shared := somebody_elses(doomed, [person, *merged_into([person])]):
        raise StillShared(f"{shared._meta.db_table} is about somebody else now")
    return _delete(doomed, at=at, whole_files=False)


def _delete(doomed: Doomed, *, at: datetime.datetime, whole_files: bool = True) -> Counter[str]:
    counts: Counter[str] = Counter()
    if doomed.sizes.get(AccessRecord):
        access_removal_add(keys=doomed.keys(AccessRecord), at=at)
    for model in reversed(walk()):
        if history := history_of(model):
            counts[history._meta.db_table] += _delete_versions(model, history, doomed)
        if doomed.sizes.get(model):
            counts[model._meta.db_table] += _delete_rows(model, doomed, whole_files=whole_files)
    with connection.cursor() as cursor:
        # Foreign keys are checked here, where a failure can still be undone for these files alone.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return +counts


def _delete_versions(model: type[models.Model], history: type[models.Model], doomed: Doomed) -> int:
    """Versions of rows that go or are gone, and versions that once spoke of what goes."""
    (row_key, _), (key, table) = names(model), names(history)
    conditions = [f"{row_key} IN ({doomed.keys(model)})"] if doomed.sizes.get(model) else []
    if doomed.sizes.get(history):
        conditions.append(f"{key} IN ({doomed.keys(history)})")
    if len(conditions) > 1:
        # Each is answered from an index; both with OR would read the whole table.
        both = " UNION ALL ".join(f"SELECT {key} FROM {table} WHERE {one}" for one in conditions)  # noqa: S608
        conditions = [f"{key} IN ({both})"]
    if not conditions:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {conditions[0]}")  # noqa: S608
        return int(cursor.rowcount)


def _delete_rows(model: type[models.Model], doomed: Doomed, *, whole_files: bool) -> int:
    """Rows that go. Of whole files, whether each belongs to nobody but those who go is asked of what was deleted.

    That costs nothing.
    """
    key, table = names(model)
    columns = [
        (quoted(column), f"NOT IN ({doomed.keys(target)})" if doomed.sizes.get(target) else "IS NOT NULL")
        for column, target in (family_columns().get(model, {}) if whole_files else {}).items()
    ]
    returned = ", ".join({key: None, **dict(columns)})
    stays = " OR ".join(f"{column} {condition}" for column, condition in columns) or "false"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH deleted AS (DELETE FROM {table} WHERE {key} IN ({doomed.keys(model)}) RETURNING {returned})"  # noqa: S608
            f" SELECT count(*), count(*) FILTER (WHERE {stays}) FROM deleted"
        )
        deleted, shared = cursor.fetchone()
    if shared:
        raise StillShared(f"{model._meta.db_table} is shared with a family that stays")
    return int(deleted)
