"""Writing rows so that it can be taken back: each write leaves a line in the journal and a version of its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import models

from accounts.models import User
from accounts.records import Record
from cases.families.merging.models import Merge, MergeStep, StepKind
from cases.families.merging.rules.joining import of_two
from cases.families.merging.rules.values import kept


class Stuck(Exception):
    """A row would go on which others hang, or of which nothing may be lost, and no other row can take its place."""


class Journal:
    """Writes rows for one merge, in the name of whoever asked for it."""

    def __init__(self, merge: Merge, *, by: User, at: datetime.datetime, reason: str) -> None:
        self.merge, self.by, self.at, self.reason = merge, by, at, reason
        self.position = 0

    def change(self, row: Any, values: Mapping[str, Any], kind: StepKind) -> None:
        """Give some columns of a row new values."""
        columns = {str(row._meta.get_field(name).attname): value for name, value in values.items()}
        before = kept(row, columns)
        for name, value in columns.items():
            setattr(row, name, value)
        row_put(row, columns, by=self.by, reason=self.reason)
        self._line(kind, row, before=before, after=kept(row, columns))

    def remove(self, row: Any, *, instead: Any | None = None) -> None:
        """Take a row away; whatever hangs on it hangs on the other one from now on. Raises ``Stuck``.

        Where the database takes one of a kind only, as one mark a session, and one hangs there already, the two become
        one.
        """
        for hanging, column in _hanging_on(row):
            if instead is None:
                raise Stuck(row._meta.label)
            if (same := _same_on(hanging, column, instead)) is not None:
                self.remove(hanging, instead=same)
                if changes := of_two(same, hanging):
                    self.change(same, changes, StepKind.JOINED)
            else:
                self.change(hanging, {column: instead.pk}, StepKind.MOVED)
        before = kept(row)
        key = row.pk
        row_take(row, by=self.by, reason=self.reason)
        row.pk = key
        self._line(StepKind.REMOVED, row, before=before)

    def make(self, row: Record) -> None:
        """Add a row."""
        row.save_by(by=self.by, reason=self.reason)
        self._line(StepKind.MADE, row, after=kept(row))

    def _line(self, kind: StepKind, row: Any, *, before: Any = None, after: Any = None) -> None:
        MergeStep.objects.create(
            merge=self.merge,
            position=self.position,
            kind=kind,
            model=row._meta.label,
            key=row.pk,
            before=before or {},
            after=after or {},
        )
        self.position += 1


def row_put(row: Any, columns: Mapping[str, Any] | None, *, by: User, reason: str) -> None:
    """Write these columns, or (``None``) the whole row anew."""
    if isinstance(row, Record):
        row.put_by(only=None if columns is None else list(columns), by=by, reason=reason)
    else:
        row.save(force_insert=columns is None, update_fields=None if columns is None else list(columns))


def row_take(row: Any, *, by: User, reason: str) -> None:
    """Remove the row."""
    if isinstance(row, Record):
        row.delete_by(by=by, reason=reason)
    else:
        row.delete()


def _same_on(hanging: Any, column: str, instead: Any) -> Any | None:
    """A row that hangs on the other one already and beside which this one could not stand."""
    for constraint in hanging._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or column not in constraint.fields:
            continue
        if constraint.condition is None:
            said = {name: getattr(hanging, name) for name in constraint.fields} | {column: instead}
            same = type(hanging)._base_manager.filter(**said).first()
            if same is not None:
                return same
    return None


def _hanging_on(row: Any) -> list[tuple[Any, str]]:
    """Rows whose foreign key names this one, with the name of that key; versions are no rows."""
    found: list[tuple[Any, str]] = []
    for relation in row._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not isinstance(relation, models.ManyToOneRel) or hasattr(model, "instance_type"):
            continue
        rows = model._base_manager.filter(**{relation.field.name: row})
        found += [(hanging, relation.field.name) for hanging in rows]
    return found
