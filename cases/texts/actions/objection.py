"""Stopping texts to somebody, and starting them again when they say so."""

from __future__ import annotations

import datetime
import uuid

from django.db import connection, transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from cases.texts.models import TextStop
from cases.texts.queries import OBJECTED

TAKEN_BACK = "Somebody took this back meanwhile. Nothing was changed"


@transaction.atomic
def texts_stop(
    *, person_id: uuid.UUID, said: str, at: datetime.datetime, by: User, request_reference: str = ""
) -> TextStop:
    """Stop texts to somebody at once, and withdraw what waits to be sent: both or neither.

    A second objection changes nothing. A text that Notify was asked to send a moment ago may still arrive.
    """
    standing: TextStop | None = TextStop.objects.standing().filter(person_id=person_id).first()
    if standing is None:
        standing = TextStop(
            person_id=person_id, said=said, request_reference=request_reference, written_by=by, written_at=at
        )
        standing.save_by(by=by, reason="They objected to texts")
    with connection.cursor() as cursor:
        # Texts of other teams and behind walls wait too, so PostgreSQL does it for whoever wrote the objection down.
        cursor.execute("SELECT texts_withdraw(%s, %s, %s)", [person_id, OBJECTED, at])
    return standing


@transaction.atomic
def texts_stop_lift(*, stop: TextStop, said: str, at: datetime.datetime, by: User) -> None:
    """They want texts again. Raises ``Refused`` when that was written down already."""
    held = TextStop.objects.select_for_update().get(pk=stop.pk)
    if held.lifted_at is not None:
        raise Refused(TAKEN_BACK)
    held.lifted_by, held.lifted_at, held.lift_said = by, at, said
    held.save_by(by=by, reason="They want texts again")
