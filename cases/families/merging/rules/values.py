"""Values of a row as the journal keeps them, exact to the microsecond, and back again."""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


class NotKeepable(TypeError):
    """A kind of value the journal cannot write down; the merge stops before it loses one."""


def kept(row: models.Model, fields: Iterable[str] | None = None) -> dict[str, Any]:
    """The named columns of a row, or all that are its own, by the name of the column in Python."""
    wanted = None if fields is None else set(fields)
    return {
        column.attname: _written(getattr(row, column.attname))
        for column in row._meta.concrete_fields
        if not column.generated and (wanted is None or column.name in wanted or column.attname in wanted)
    }


def given_back(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the journal as the columns take them."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: _read(columns[name], value) for name, value in values.items()}


def _written(value: Any) -> Any:
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    raise NotKeepable(type(value).__name__)


def _read(column: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        column = column.target_field
    return column.to_python(value)
