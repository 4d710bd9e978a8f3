"""What partners were given to download, beside the sharings of a family page and of the log."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Prefetch

from accounts.models import User
from privacy.partners.models import Download
from privacy.partners.rules.standing import standing


def downloads_seen(user: User) -> Prefetch[Any]:
    """The downloads of each sharing with when they were last opened; read beside the sharings."""
    rows = Download.objects.visible_to(user).annotate(last_opened=Max("openings__at"))
    return Prefetch("downloads", rows.order_by("-prepared_at", "-id"))


def with_downloads(sharings: Iterable[Any], at: datetime.datetime) -> list[Any]:
    """The sharings, each with its downloads and where they stand at that moment, as ``given``."""
    told = list(sharings)
    for sharing in told:
        sharing.given = [(download, standing(download, at)) for download in sharing.downloads.all()]
    return told
