"""What a contact may begin with: an app fills the form in from something it knows, such as a planned visit.

An app says so on its ``AppConfig``: ``contact_starts = {"visit": "cases.diary.visits.contact_of_visit"}``, the word
that stands in the address beside the key, and a function of the family, the key and the reader to the initial answers;
``None`` where there is nothing to begin with. Its ``contact`` is the key the contact will have, so that what was
planned is written up once, whoever sends the form.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils.module_loading import import_string

from accounts.models import User
from cases.families.models import Family


def begun(asked: QueryDict, family: Family, user: User) -> dict[str, Any]:
    """The answers that the address ``?from=visit&key=…`` leads to; none for an address that leads nowhere."""
    word = asked.get("from", "")
    offered = (getattr(config, "contact_starts", {}) for config in apps.get_app_configs())
    name = next((starts[word] for starts in offered if word in starts), None)
    try:
        key = uuid.UUID(asked.get("key", ""))
    except ValueError:
        return {}
    answers: dict[str, Any] | None = import_string(name)(family, key, user) if name else None
    return answers or {}
