"""Noting that somebody was given the notice."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from privacy.telling.models import Given, Told


@transaction.atomic
def notice_give(*, given: Given, by: User) -> Given:
    """Put it on file. Whoever was to be told of this version, or an older one, has been told by it."""
    given.given_by = by
    given.save_by(by=by, reason="The notice was given")
    waiting = Told.objects.visible_to(by).filter(
        person=given.person_id, told_on__isnull=True, telling__version__number__lte=given.version.number
    )
    for row in waiting:
        row.told_on, row.told_by = given.given_on, by
        row.save_by(by=by, reason="Given the notice")
    return given
