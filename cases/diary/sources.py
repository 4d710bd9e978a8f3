"""Records a task can come from, offered by their apps without the diary knowing them.

An app says so on its ``AppConfig``: ``task_sources = {"contact": ("contacts.Contact", "contacts:contact")}``, the word
that stands in the address, then the model, and the route of its page, which takes the family's id and the key.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from cases.families.models import Family


@dataclass(frozen=True)
class TaskSource:
    """A kind of record: its model and the route of its page."""

    model: str
    route: str

    def found(self, family: Family, key: uuid.UUID, user: User) -> Model | None:
        """The record, if it is this family's and this person sees it."""
        rows: Any = apps.get_model(self.model)._default_manager
        record: Model | None = rows.visible_to(user).filter(family=family, pk=key).first()
        return record


def task_source(word: str) -> TaskSource | None:
    """The kind of record with this word; ``None`` where no installed app offers it."""
    offered = (getattr(config, "task_sources", {}) for config in apps.get_app_configs())
    told = next((sources[word] for sources in offered if word in sources), None)
    return TaskSource(*told) if told else None


def record_url(word: str, family: uuid.UUID, key: uuid.UUID | None) -> str:
    """Where the record is that a task came from; nothing for a task written by hand, or once the app is gone."""
    source = task_source(word) if word else None
    try:
        return reverse(source.route, args=[family, key]) if source else ""
    except NoReverseMatch:
        return ""
