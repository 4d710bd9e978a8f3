"""Which documents somebody may see: those of the families they see. Row security says the same again."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.apps import apps
from django.db import connection
from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.records import RecordQuerySet
from cases.families.queries import family_is_seen


class NotTheSystemError(Exception):
    """Asked by somebody to whom row security hides rows, and to whom every file would look unknown."""


class DocumentQuerySet(RecordQuerySet[Any]):
    """Documents."""

    def seen_by(self, user: User) -> Self:
        """Documents of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def standing(self) -> Self:
        """Those not removed."""
        return self.filter(removed_at__isnull=True)

    def with_person(self, person: uuid.UUID) -> Self:
        """Documents about a person."""
        about = apps.get_model("documents", "DocumentAbout").objects.all()
        return self.filter(Exists(about.filter(document=OuterRef("pk"), person=person)))


class RowsOfDocumentQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a document."""

    def seen_by(self, user: User) -> Self:
        """Rows of documents this person sees."""
        documents = apps.get_model("documents", "Document").objects.visible_to(user)
        return self.filter(Exists(documents.filter(pk=OuterRef("document_id"))))


def known_files(names: list[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these names that belong to a version on file. Raises ``NotTheSystemError`` for anybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor_is_system()")
        (is_system,) = cursor.fetchone()
    if not is_system:
        raise NotTheSystemError("Only a job of the system knows every file")
    versions = apps.get_model("documents", "DocumentVersion").objects.filter(pk__in=names)
    return set(versions.values_list("pk", flat=True))
