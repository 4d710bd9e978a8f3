"""Downloads of a sharing, as pages show them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import User
from privacy.models import Disclosure
from privacy.partners.models import Download, DownloadFile, Opening


def downloads_of(disclosure: Disclosure, user: User) -> QuerySet[Download]:
    """The newest first, each with when it was opened and whether its file is still there."""
    rows = Download.objects.visible_to(user).filter(disclosure=disclosure)
    kept = DownloadFile.objects.filter(download=OuterRef("pk"))
    shown: QuerySet[Download] = (
        rows.select_related("prepared_by", "handed_by", "recalled_by")
        .prefetch_related(Prefetch("openings", Opening.objects.visible_to(user)))
        .annotate(has_file=Exists(kept))
    )
    return shown
