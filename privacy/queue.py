"""The queue of data requests, read in three statements however long it is."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from privacy.models import DataRequest, Pack
from privacy.models.data_request import PackState
from privacy.rules.clock import request_clock
from privacy.rules.progress import Progress, progress_of

NEVER = datetime.date.max


def queue(rows: Any, today: datetime.date) -> list[Progress]:
    """These requests with their clocks: fewest days left first, those that wait for somebody last."""
    packs = Pack.objects.filter(request=OuterRef("pk"), state=PackState.READY)
    rows = rows.annotate(has_pack=Exists(packs)).prefetch_related("events").order_by("received_on", "id")
    found = [progress_of(row, request_clock(row), today, has_pack=row.has_pack) for row in rows]
    return sorted(found, key=lambda progress: (progress.clock.due or NEVER, progress.request.received_on))


def handlers() -> Any:
    """Staff with whom a request is or was."""
    asked = DataRequest.objects.values("handler").distinct()
    return User.objects.filter(pk__in=asked).order_by("full_name", "pk")
