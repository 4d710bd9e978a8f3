"""Which release a link belongs to, and how answers went out."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from privacy.redaction.models import Review
from privacy.release.models import Fetch, Release


def sender_of(digest: str) -> UUID | None:
    """The officer who made the link with this digest. PostgreSQL answers for this one digest and lists none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT release_sender(%s)", [digest])
        found: tuple[UUID | None] = cursor.fetchone()
    return found[0]


def releases_of(review: Review) -> QuerySet[Release]:
    """The newest first, each with when it was opened."""
    rows = Release.objects.filter(review=review).select_related("made_by", "recalled_by")
    return rows.prefetch_related(Prefetch("fetches", Fetch.objects.order_by("at")))
