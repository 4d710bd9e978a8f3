"""What a document says of itself, and who may take one off the list."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from accounts.models import User
from cases.documents.models import Document
from cases.families.models import Involvement

DESCRIBED_BY = ("title", "kind", "dated_on", "source", "involvement")
"""The names that ``Description`` and ``Document`` share."""


@dataclass(frozen=True)
class Description:
    """Everything a form says about a document."""

    title: str
    kind: str
    dated_on: datetime.date
    source: str
    involvement: Involvement | None
    about: frozenset[uuid.UUID]


@dataclass(frozen=True)
class Upload:
    """A file that was sent, its kind found out from its content."""

    content: bytes
    file_type: str


def may_remove(document: Document, user: User, *, manages_a_team: bool) -> bool:
    """Whoever added it, or a manager among those who see the family: others would hide a colleague's evidence."""
    return document.added_by_id == user.pk or manages_a_team
