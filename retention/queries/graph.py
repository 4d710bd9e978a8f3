"""Everything that goes with the files of some families: each row, each earlier version, each row hanging on those.

The walk is that of the data map (``privacy.person_graph``), then on along foreign keys: what hangs on a row that goes
has to go too, mapped or not. Earlier versions are found by the key of their row and by every key they carry, so that
versions of rows removed long ago are found as well.

Keys stay in PostgreSQL (all but those of the log of reads, which get a digest): those of each model are in a temporary
table, which no other connection can read and which ends with the transaction. Everybody may make such tables, unless a
council took that right from PUBLIC: then ``GRANT TEMPORARY`` on its database to ``familyhubs_worker``, or disposal
stops at its first file, destroying nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import truncate_name
from django.db.models.expressions import RawSQL

from cases.families.merging.queries import merged_into, merged_into_families
from cases.families.models import Family, Person
from privacy.person_graph import entries, rows_of_file

Model = type[models.Model]
Query = tuple[str, Sequence[Any]]


class StillShared(Exception):
    """A row that would go belongs to a family that stays. Nothing is destroyed then; the message names a table."""


@dataclass
class Doomed:
    """Keys of what goes, by model; good for one transaction, and undone with a savepoint that is undone.

    Under a model: rows that go, and rows already gone of which only versions are left. Under a model of versions:
    those that point to what goes though their own row does not go.
    """

    sizes: dict[Model, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The tables of an earlier walk are used again: PostgreSQL keeps a lock for each table that was ever made until
        # the transaction ends, and has room for some thousands.
        everything = [
            (model, self._table(model)) for row in walk() for model in (row, history_of(row)) if model
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                ";".join(
                    f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} (key {model._meta.pk.db_type(connection)})"
                    " ON COMMIT DROP"
                    for model, table in everything
                )
            )
            cursor.execute(f"TRUNCATE {', '.join(table for _, table in everything)}")

    def add(self, model: Model, queries: Sequence[Query]) -> bool:
        """Add the keys these queries find; tells whether any are new."""
        table = self._table(model)
        found = " UNION ".join(f"({sql})" for sql, _ in queries)
        if self.sizes.get(model):
            found += f" EXCEPT {self.keys(model)}"
        with connection.cursor() as cursor:
            parameters = [parameter for _, given in queries for parameter in given]
            cursor.execute(f"INSERT INTO {table} {found}", parameters)
            new = int(cursor.rowcount)
            if new:
                # PostgreSQL would guess how many keys there are, and might read whole tables to find a few rows.
                cursor.execute(f"ANALYZE {table}")
        self.sizes[model] = self.sizes.get(model, 0) + new
        return new > 0

    def keys(self, model: Model) -> str:
        """A query for the keys of a model."""
        return f"SELECT key FROM {self._table(model)}"  # noqa: S608

    def links(self, model: Model) -> list[tuple[str, str]]:
        """The columns by which a model may point to what goes, each with the query for the keys it would hold."""
        return [
            (quoted(column), self.keys(target))
            for column, target in links_of(model)
            if self.sizes.get(target)
        ]

    def _table(self, model: Model) -> str:
        return quoted(truncate_name(f"doomed_{model._meta.db_table}", connection.ops.max_name_length()))


def doomed_with(families: Collection[UUID], people: Collection[UUID]) -> Doomed:
    """All that goes with these families and people."""
    doomed = Doomed()
    # What still carries the key of a record that was put into one of these goes too.
    people = [*people, *merged_into(people)]
    families = [*families, *(gone for gone, _ in merged_into_families(families))]
    doomed.add(Family, [("SELECT unnest(%s::uuid[])", [list(families)])])
    doomed.add(Person, [("SELECT unnest(%s::uuid[])", [list(people)])])
    return spread(doomed, people, families)


def spread(doomed: Doomed, people: Collection[UUID] = (), families: Collection[UUID] = ()) -> Doomed:
    """Add what the data map names beside what goes, and what hangs on it, until there is no more."""
    waiting = dict.fromkeys(walk())
    while waiting:
        model = next(iter(waiting))
        del waiting[model]
        rows = [*_mapped(model, doomed, people, families), *_hanging_on(model, doomed)]
        grew = bool(rows) and doomed.add(model, rows)
        if _left_in_history(model, doomed) or grew:
            # Later in the walk as a rule, and so waiting anyway; but models may point to each other, or to themselves.
            waiting |= dict.fromkeys(other for other in walk() if model in _targets(other))
    return doomed


@cache
def walk() -> tuple[Model, ...]:
    """Every model that rows may go from: families, people, what the data map names, and what hangs on any of those.

    Whatever a model points to comes before it, as far as that can be.
    """
    reached: set[Model] = {Family, Person, *(entry.model_class for entry in entries())}
    while more := {model for model in _own_models() if _targets(model) & reached} - reached:
        reached |= more
    waiting = [model for model in _own_models() if model in reached]
    ordered: list[Model] = []
    while waiting:
        ready = [model for model in waiting if not (_targets(model) - {model}) & set(waiting)] or waiting
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return tuple(ordered)


@cache
def family_columns() -> dict[Model, dict[str, Model]]:
    """By model, the foreign keys by which the data map leads to a family, and what each points to.

    By these, a row that goes may point to nothing but what goes too: else it belongs to a family that stays. A row
    between two families (``merging.FamilyPair``) belongs to neither, and goes with the first of them.
    """
    columns: dict[Model, dict[str, Model]] = {}
    for entry in entries():
        if len(entry.families) > 1:
            continue
        for path in entry.families:
            model = entry.model_class
            for name in path.split("__"):
                column = _foreign_key(model, name)
                if column is None:
                    break
                columns.setdefault(model, {})[column.column] = _target(column)
                model = _target(column)
    return columns


def history_of(model: Model) -> Model | None:
    """The model of a model's earlier versions, if it keeps any."""
    return getattr(getattr(model, "history", None), "model", None)


def names(model: Model) -> tuple[str, str]:
    """The key column and the table of a model, quoted."""
    return quoted(model._meta.pk.column), quoted(model._meta.db_table)


def quoted(name: str) -> str:
    """A name as PostgreSQL reads it."""
    return connection.ops.quote_name(name)


def _mapped(
    model: Model, doomed: Doomed, people: Collection[UUID], families: Collection[UUID]
) -> Iterator[Query]:
    """Rows the data map names, but for those whose own foreign keys lead to the file: they hang on it anyway."""
    # One path at a time: each is answered from its own index, where all at once would read the whole table.
    for entry in (entry for entry in entries() if entry.model_class is model):
        for path in entry.people if people else ():
            if not _is_followed(model, path, Person):
                rows = rows_of_file(replace(entry, people=(path,), families=()), people=people, families=())
                yield _pointing_at(model, path, doomed.keys(Person)) or _query(rows, "pk")
        for path in entry.families if families else ():
            if not _is_followed(model, path, Family):
                rows = rows_of_file(replace(entry, people=(), families=(path,)), people=(), families=families)
                yield _pointing_at(model, path, doomed.keys(Family)) or _query(rows, "pk")


def _is_followed(model: Model, path: str, to: Model) -> bool:
    """Whether a path of the data map is nothing but foreign keys, or the very key of what it leads to."""
    if model is to and path == model._meta.pk.name:
        return True
    for name in path.split("__"):
        column = _foreign_key(model, name)
        if column is None:
            return False
        model = _target(column)
    return model is to


def _pointing_at(model: Model, path: str, keys: str) -> Query | None:
    """For a path that begins with other rows pointing at ours: the keys of ours they hold, without a look at ours."""
    first, _, rest = path.partition("__")
    relation = model._meta.get_field(first)
    if not isinstance(relation, models.ManyToOneRel) or not rest:
        return None
    rows = _concrete(relation.related_model)._base_manager.filter(**{f"{rest}__in": RawSQL(keys, ())})  # noqa: S611
    return _query(rows, relation.field.attname)


def _query(rows: models.QuerySet[Any], column: str) -> Query:
    sql, parameters = rows.order_by().values(column).query.sql_with_params()
    return sql, parameters


def _hanging_on(model: Model, doomed: Doomed) -> Iterator[Query]:
    """Rows whose foreign key points to what goes."""
    key, table = names(model)
    for column, keys in doomed.links(model):
        yield f"SELECT {key} FROM {table} WHERE {column} IN ({keys})", ()  # noqa: S608


def _left_in_history(model: Model, doomed: Doomed) -> bool:
    """Add versions that point to what goes though their row does not, and the keys of those whose row is gone.

    Tells whether there were such keys.
    """
    history = history_of(model)
    if history is None or not (found := doomed.links(history)):
        return False
    (key, table), (version, versions) = names(model), names(history)
    own = f" AND NOT EXISTS (SELECT FROM ({doomed.keys(model)}) d WHERE d.key = v.{key})"
    strays = (
        f"SELECT v.{version} FROM {versions} v WHERE v.{column} IN ({keys}){own if doomed.sizes.get(model) else ''}"  # noqa: S608
        for column, keys in found
    )
    if not doomed.add(history, [(stray, ()) for stray in strays]):
        return False
    gone = (
        f"SELECT v.{key} FROM {versions} v WHERE v.{version} IN ({doomed.keys(history)})"  # noqa: S608
        f" AND NOT EXISTS (SELECT FROM {table} r WHERE r.{key} = v.{key})"
    )
    return doomed.add(model, [(gone, ())])


def _own_models() -> list[Model]:
    """Every model but versions, many-to-many tables included."""
    everything = apps.get_models(include_auto_created=True)
    tables = (model for model in everything if model._meta.managed and not model._meta.proxy)
    return [model for model in tables if not hasattr(model, "instance_type")]


@cache
def _targets(model: Model) -> frozenset[Model]:
    """What a model points to, or once did."""
    history = history_of(model)
    return frozenset(target for source in (model, history) if source for _, target in links_of(source))


def links_of(model: Model) -> Iterator[tuple[str, Model]]:
    """The column and target of each foreign key of a model; for a version, what its row pointed to."""
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey) and column.name != "history_user":
            yield column.column, _target(column)


def _foreign_key(model: Model, name: str) -> "models.ForeignKey[Any, Any] | None":
    column = next((column for column in model._meta.concrete_fields if column.name == name), None)
    return column if isinstance(column, models.ForeignKey) else None


def _target(column: "models.ForeignKey[Any, Any]") -> Model:
    return _concrete(column.related_model)


def _concrete(model: Any) -> Model:
    """The model that has the table; Django's types also speak of names, as before all models are loaded."""
    concrete: Model = model._meta.concrete_model
    return concrete
