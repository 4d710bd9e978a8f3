"""Taking in what Notify reports, without being able to read anything."""

import datetime
import uuid

from django.db import transaction

from cases.texts.models import Receipt


@transaction.atomic
def receipt_add(
    *,
    text_id: uuid.UUID,
    notify_id: uuid.UUID,
    status: str,
    sent_at: datetime.datetime | None,
    completed_at: datetime.datetime | None,
    at: datetime.datetime,
) -> None:
    """Keep a receipt for the worker, which applies it within seconds and drops it."""
    Receipt.objects.create(
        text_id=text_id,
        notify_id=notify_id,
        status=status,
        sent_at=sent_at,
        completed_at=completed_at,
        received_at=at,
    )
