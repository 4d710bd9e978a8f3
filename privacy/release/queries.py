"""How answers went out."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from privacy.redaction.models import Review
from privacy.release.models import Fetch, Release


def releases_of(review: Review) -> QuerySet[Release]:
    """The newest first, each with when it was opened."""
    rows = Release.objects.filter(review=review).select_related("made_by", "recalled_by")
    return rows.prefetch_related(Prefetch("fetches", Fetch.objects.order_by("at")))
