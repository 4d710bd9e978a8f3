"""What the pages about documents load alike; each begins at ``visible_to``."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import User
from cases.contacts.queries import manages_a_team
from cases.documents.chronology import with_people
from cases.documents.models import Document, DocumentVersion
from cases.documents.queries import DocumentQuerySet
from cases.documents.rules import may_remove
from cases.families.models import Family


def documents_of(user: User, family: Family) -> DocumentQuerySet:
    """The family's documents as this person sees them, each with its people and versions, in three queries."""
    versions = DocumentVersion.objects.visible_to(user).select_related("added_by")
    rows: DocumentQuerySet = Document.objects.visible_to(user).filter(family=family)
    return with_people(rows, user).prefetch_related(Prefetch("versions", versions))


def document_of(request: StaffRequest, family: Family, document_id: uuid.UUID, **which: Any) -> Document:
    """A document of this family; 404 for any other."""
    rows = documents_of(request.user, family).select_related("involvement__service", "added_by")
    found: Document = get_object_or_404(rows, pk=document_id, **which)
    return found


def can_remove(request: StaffRequest, document: Document) -> bool:
    """Whether whoever asks may take it off the list today."""
    return may_remove(
        document, request.user, manages_a_team=manages_a_team(request.user, timezone.localdate())
    )
