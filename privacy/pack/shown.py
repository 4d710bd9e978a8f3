"""How a stored value reads to the person it is about."""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone

SAID = "What you say about this"
"""What stands before somebody's own words about a record of ours, beside that record (UK GDPR Article 16)."""

Names = Mapping[str, Mapping[Any, str]]


def field_at(model: type[models.Model], path: str) -> Any:
    """The field a lookup ends at: ``contact__kind`` is the kind of the contact a row hangs on."""
    *steps, name = path.split("__")
    for step in steps:
        link: Any = model._meta.get_field(step)
        model = link.related_model
    return model._meta.get_field(name)


def field_label(model: type[models.Model], path: str) -> str:
    """The field's name as forms show it."""
    label = str(field_at(model, path).verbose_name)
    return label[:1].upper() + label[1:]


def names_for(model: type[models.Model], fields: Iterable[str], rows: list[dict[str, Any]]) -> Names:
    """What the keys in these rows stand for (a service, a team, a member of staff), asked once a field."""
    names: dict[str, Mapping[Any, str]] = {}
    for name in fields:
        target = _target(model._meta.get_field(name))
        if target is not None:
            keys = {row[name] for row in rows if row.get(name) is not None}
            names[name] = {key: str(found) for key, found in target._base_manager.in_bulk(list(keys)).items()}
    return names


def shown(model: type[models.Model], name: str, value: Any, names: Names) -> str:
    """A value in words; an empty text for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if name in names:
        return names[name].get(value, "no longer known")
    choices = dict(getattr(field_at(model, name), "flatchoices", ()))
    if isinstance(value, str | int) and value in choices:
        return str(choices[value])
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return str(value)


def _target(field: Any) -> type[models.Model] | None:
    return field.remote_field.model if isinstance(field, models.ForeignKey) else None
