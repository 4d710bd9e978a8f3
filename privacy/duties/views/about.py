"""Whom a page of an officer names: their index card, and the note of it in the log of reads."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_record_add
from privacy.queries import IndexCard, index_card

GROUND = "looks after complaints and breaches"


def card_shown(request: StaffRequest, person_id: UUID | None) -> IndexCard | None:
    """The index card of somebody the page names, with the look noted; ``None`` for nobody."""
    if person_id is None:
        return None
    access_record_add(
        by=request.user, at=timezone.now(), route=route_of(request), ground=GROUND, person_id=person_id
    )
    return index_card(person_id)
