"""Everything that goes with the files of some families: each row, each earlier version, each row hanging on those.

The walk is that of the data map (``privacy.person_graph``), then on along foreign keys: what hangs on a row that goes
has to go too, mapped or not. Earlier versions are found by the key of their row and by every key they carry, so that
versions of rows removed long ago are found as well.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from cases.families.models import Family, Person
from privacy.map_entry import Personal
from privacy.person_graph import entries, rows_of_file

Model = type[models.Model]
Keys = set[Any]


class StillShared(Exception):
    """A row that would go belongs to a family that stays. Nothing is destroyed then; the message names a table."""


@dataclass
class Doomed:
    """Keys of rows that go, by model, and of rows already gone of which only versions are left."""

    rows: dict[Model, Keys] = field(default_factory=dict)
    gone: dict[Model, Keys] = field(default_factory=dict)

    def known(self, model: Model) -> Keys:
        """Both kinds of key."""
        return self.rows.get(model, set()) | self.gone.get(model, set())


def doomed_with(families: Collection[UUID], people: Collection[UUID]) -> Doomed:
    """All that goes with these families and people. Raises ``StillShared``."""
    doomed = Doomed(rows={Family: set(families), Person: set(people)})
    for entry in entries():
        doomed.rows.setdefault(entry.model_class, set()).update(_mapped_keys(entry, people, families))
    while _hanging_on(doomed) or _left_in_history(doomed):
        pass
    _check_nothing_is_shared(doomed, families)
    return doomed


def history_of(model: Model) -> Model | None:
    """The model of a model's earlier versions, if it keeps any."""
    return getattr(getattr(model, "history", None), "model", None)


def links(model: Model) -> Iterator[tuple[str, Model]]:
    """The column and target of each foreign key of a model; for a version, what its row pointed to."""
    for column in model._meta.concrete_fields:
        if column.is_relation and isinstance(column, models.ForeignKey) and column.name != "history_user":
            target = column.related_model
            if isinstance(target, type):
                yield column.attname, target._meta.concrete_model or target


def _mapped_keys(entry: Personal, people: Collection[UUID], families: Collection[UUID]) -> Iterator[Any]:
    # One path at a time: each is answered from its own index, where all at once would read the whole table.
    for path in entry.people:
        rows = rows_of_file(replace(entry, people=(path,), families=()), people=people, families=())
        yield from rows.values_list("pk", flat=True).iterator()
    for path in entry.families:
        rows = rows_of_file(replace(entry, people=(), families=(path,)), people=(), families=families)
        yield from rows.values_list("pk", flat=True).iterator()


def _hanging_on(doomed: Doomed) -> bool:
    """Add rows whose foreign key points to a row that goes; tells whether there were any."""
    grew = False
    for model in _own_models():
        for column, target in links(model):
            if keys := doomed.rows.get(target):
                grew |= _add(doomed.rows, model, _keys(model, {f"{column}__in": keys}, "pk"))
    return grew


def _left_in_history(doomed: Doomed) -> bool:
    """Add keys of rows that are gone but whose versions point to what goes; tells whether there were any."""
    grew = False
    for model in _own_models():
        history = history_of(model)
        for column, target in links(history) if history else ():
            known = doomed.known(target)
            if history is None or not known:
                continue
            found = set(_keys(history, {f"{column}__in": known}, "id")) - doomed.known(model)
            if found:
                grew |= _add(doomed.gone, model, found - set(_keys(model, {"pk__in": found}, "pk")))
    return grew


def _check_nothing_is_shared(doomed: Doomed, families: Collection[UUID]) -> None:
    for entry in entries():
        model = entry.model_class
        names = {column.name for column in model._meta.concrete_fields if column.is_relation}
        for path in entry.families:
            if path.split("__")[0] not in names or not doomed.rows.get(model):
                continue
            rows = model._base_manager.filter(pk__in=doomed.rows[model]).exclude(**{f"{path}__isnull": True})
            if rows.exclude(**{f"{path}__in": list(families)}).exists():
                raise StillShared(f"{model._meta.db_table} is shared with a family that stays")


def _own_models() -> list[Model]:
    """Every model but versions, many-to-many tables included."""
    everything = apps.get_models(include_auto_created=True)
    return [model for model in everything if not hasattr(model, "instance_type") and model._meta.managed]


def _keys(model: Model, condition: dict[str, Any], column: str) -> Iterable[Any]:
    return model._base_manager.filter(**condition).order_by().values_list(column, flat=True).iterator()


def _add(keys: dict[Model, Keys], model: Model, found: Iterable[Any]) -> bool:
    known = keys.setdefault(model, set())
    before = len(known)
    known.update(found)
    return len(known) > before
