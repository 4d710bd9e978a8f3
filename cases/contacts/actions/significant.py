"""Marking an entry of a chronology as a significant event, and taking the mark off."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from cases.contacts.models import SignificantEvent
from cases.families.chronology import Entry
from cases.families.models import Family


@transaction.atomic
def significant_event_mark(
    *, entry: Entry, family: Family, stands: bool, by: User, now: datetime.datetime
) -> None:
    """Put the mark on an entry or take it off. Doing either twice, or by two people at once, changes nothing more."""
    marks = SignificantEvent.objects.visible_to(by)
    mark = marks.filter(family=family, strand=entry.strand, entry_id=entry.key.id).first()
    if mark is None and stands:
        mark = SignificantEvent(family=family, strand=entry.strand, entry_id=entry.key.id, is_standing=False)
    if mark is None or mark.is_standing == stands:
        return
    mark.is_standing, mark.marked_by, mark.marked_at = stands, by, now
    mark.wall = entry.wall or getattr(entry.object, "wall", "")
    try:
        with transaction.atomic():
            mark.save_by(by=by, reason="Marked as significant" if stands else "No longer significant")
    except IntegrityError as error:
        if "significant_event_once" not in str(error):
            raise  # only that somebody else marked it at the same moment is as good as our own mark
