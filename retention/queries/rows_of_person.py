"""What goes when rows of one person are erased apart, and what must not go with it.

Nothing about somebody else goes, and nothing behind a wall unless that was decided too. By the keys of what went, the
same rows are found again in an older backup.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from accounts.walls import has_wall
from retention.queries.graph import Doomed, Model, history_of, links_of, names, quoted, spread, walk


def doomed_rows_of(people: Collection[UUID], rows: Collection[Model], *, behind_walls: bool) -> Doomed:
    """All that goes with a person's rows of these kinds, those removed long ago too; the person stays.

    ``people`` are the key of the person and those that their record had before it was put together. A row that was put
    right since, because it was about somebody else, stays; the versions of it that named the person go. What stands
    behind a wall goes only if that was decided too.
    """
    doomed, people = Doomed(), list(people)
    for model in rows:
        owned, given = _owned(model, people)
        theirs = "o.person_id = ANY (%s)" + ("" if behind_walls else f" AND NOT ({_walled(model, 'o')})")
        doomed.add(
            model,
            [(f"{owned} SELECT o.id FROM owned o WHERE {theirs}", [*given, people])],  # noqa: S608 - our words alone
        )
        if history := history_of(model):
            version, versions = names(history)
            strays = (
                f"{owned} SELECT v.{version} FROM {versions} v JOIN owned o ON o.id = v.id"  # noqa: S608 - names alone
                " WHERE v.person_id = ANY (%s) AND o.person_id <> ALL (%s)"
            )
            doomed.add(history, [(strays, [*given, people, people])])
    return spread(doomed)


def doomed_again(keys: Collection[tuple[str, str]]) -> Doomed:
    """These rows and versions, and what hangs on them: what went once and an older backup brought back."""
    doomed = Doomed()
    for label in dict.fromkeys(label for label, _ in keys):
        model: Model = apps.get_model(label)
        named = [key for other, key in keys if other == label]
        doomed.add(model, [(f"SELECT unnest(%s::text[])::{model._meta.pk.db_type(connection)}", [named])])
    return spread(doomed)


def keys_of(doomed: Doomed) -> list[tuple[str, str]]:
    """Every key among them, with the kind it is a key of."""
    found: list[tuple[str, str]] = []
    for model, size in doomed.sizes.items():
        if size:
            with connection.cursor() as cursor:
                cursor.execute(doomed.keys(model))
                found += [(model._meta.label, str(key)) for (key,) in cursor.fetchall()]
    return found


def rows_there(keys: Collection[tuple[str, str]]) -> bool:
    """Whether any of these rows or versions is in the database."""
    return any(
        apps.get_model(label)
        ._base_manager.filter(pk__in=[key for other, key in keys if other == label])
        .exists()
        for label in dict.fromkeys(label for label, _ in keys)
    )


def rows_walled(people: Collection[UUID], rows: Collection[Model]) -> int:
    """How many rows of these kinds that are on file now stand behind a wall."""
    count = 0
    for model in rows:
        _, table = names(model)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {table} o WHERE o.person_id = ANY (%s) AND ({_walled(model, 'o')})",  # noqa: S608 - names alone
                [list(people)],
            )
            count += int(cursor.fetchone()[0])
    return count


def somebody_elses(doomed: Doomed, people: Collection[UUID]) -> Model | None:
    """A kind of which a row that would go is about another person than these; ``None`` when all are theirs."""
    for model in walk():
        if doomed.sizes.get(model) and any(
            column.attname == "person_id" for column in model._meta.concrete_fields
        ):
            key, table = names(model)
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT EXISTS (SELECT FROM {table} WHERE {key} IN ({doomed.keys(model)})"  # noqa: S608 - names alone
                    " AND person_id <> ALL (%s))",
                    [list(people)],
                )
                if cursor.fetchone()[0]:
                    return model
    return None


def _owned(model: Model, people: list[UUID]) -> tuple[str, list[Any]]:
    """A ``WITH``: rows that ever named one of these people, each as it is now, or was when it was removed."""
    _, table = names(model)
    history = history_of(model)
    if history is None:
        return f"WITH owned AS (SELECT * FROM {table} WHERE person_id = ANY (%s))", [people]  # noqa: S608 - names alone
    version, versions = names(history)
    columns = ", ".join(quoted(column.column) for column in model._meta.concrete_fields)
    return (
        f"WITH touched AS (SELECT id FROM {table} WHERE person_id = ANY (%s)"  # noqa: S608 - names alone
        f" UNION SELECT id FROM {versions} WHERE person_id = ANY (%s)), owned AS ("
        f"SELECT {columns} FROM {table} JOIN touched USING (id) UNION ALL (SELECT DISTINCT ON (id) {columns}"
        f" FROM {versions} v JOIN touched USING (id) WHERE NOT EXISTS (SELECT FROM {table} r WHERE r.id = v.id)"
        f" ORDER BY id, history_date DESC, {version} DESC))",
        [people, people],
    )


def _walled(model: Model, row: str) -> str:
    """SQL: whether a row stands behind a wall, by itself, by the work it belongs to, or by what hangs on it."""
    found = [f"{row}.wall <> ''"] if has_wall(model) else []
    for column, target in links_of(model):
        if has_wall(target):
            key, table = names(target)
            found.append(
                f"EXISTS (SELECT FROM {table} w WHERE w.{key} = {row}.{quoted(column)} AND w.wall <> '')"
            )
    for other in walk():
        for column, target in links_of(other) if has_wall(other) else ():
            if target is model:
                _, table = names(other)
                found.append(
                    f"EXISTS (SELECT FROM {table} w WHERE w.{quoted(column)} = {row}.id AND w.wall <> '')"
                )
    return " OR ".join(found) or "false"
