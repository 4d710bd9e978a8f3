"""Noting that somebody was given the notice."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from cases.families.models import Family
from cases.families.queries import wall_of_work
from privacy.telling.models import Given, Told


@transaction.atomic
def notice_give(*, given: Given, family: Family, by: User) -> Given:
    """Put it on file. Whoever was to be told of this version, or an older one, has been told by it.

    Given from behind a wall it stays there: the other side tells them again rather than learn who saw them.
    """
    given.given_by, given.wall = by, wall_of_work(by, family.pk)
    given.save_by(by=by, reason="The notice was given")
    waiting = Told.objects.visible_to(by).filter(
        person=given.person_id, wall=given.wall, told_on__isnull=True,
        telling__version__number__lte=given.version.number,
    )  # fmt: skip
    for row in waiting:
        row.told_on, row.told_by = given.given_on, by
        row.save_by(by=by, reason="Given the notice")
    return given
