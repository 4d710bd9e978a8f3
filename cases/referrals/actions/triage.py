"""Carrying a referral along the board: taking it on, screening it, passing it on, linking it to a family."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from accounts.models import Team, User
from cases.families.actions.rows import row_hold
from cases.families.models import Family, FamilyMembership
from cases.families.queries import wall_of_work
from cases.referrals.models import FrontDoor, Referral, ReferralPerson, Stage
from cases.referrals.rules import due_for

TAKEN, LEFT = "Taken on", "Given back to the board"
SCREENED, LINKED = "Screened", "Linked to the family’s record"
SEARCHED = "Our records searched: nobody of them is on file"


@transaction.atomic
def referral_take(*, referral: Referral, version: uuid.UUID | None, by: User) -> Referral:
    """Say that one looks after it; a new one is then being screened."""
    kept = row_hold(row=referral, version=version)
    kept.assigned_to = by
    if kept.stage == Stage.NEW:
        kept.stage = Stage.SCREENING
    kept.save_by(by=by, reason=TAKEN)
    return kept


@transaction.atomic
def referral_leave(*, referral: Referral, version: uuid.UUID | None, by: User) -> Referral:
    """Put it back for somebody else to take."""
    kept = row_hold(row=referral, version=version)
    kept.assigned_to = None
    kept.save_by(by=by, reason=LEFT)
    return kept


@transaction.atomic
def referral_screen(
    *, referral: Referral, version: uuid.UUID | None, screening: str, priority: str, is_ready: bool, by: User
) -> Referral:
    """Write down what screening found; ``is_ready`` sends it on to whoever decides."""
    kept = row_hold(row=referral, version=version)
    kept.screening = screening
    if kept.priority != priority:
        kept.priority = priority
        kept.due_at = due_for(kept.received_at, priority, FrontDoor.objects.get())
    kept.stage = Stage.DECISION if is_ready else Stage.SCREENING
    kept.save_by(by=by, reason=SCREENED)
    return kept


@transaction.atomic
def referral_pass(
    *, referral: Referral, version: uuid.UUID | None, team: Team, by: User, reason: str
) -> Referral:
    """Hand it to the front door of another team, which begins afresh. Its clock does not."""
    kept = row_hold(row=referral, version=version)
    kept.passed_from, kept.team = kept.team, team
    kept.stage, kept.assigned_to = Stage.NEW, None
    kept.save_by(by=by, reason=reason)
    return kept


@transaction.atomic
def referral_searched(
    *, referral: Referral, version: uuid.UUID | None, by: User, now: datetime.datetime
) -> Referral:
    """Write down that our records were searched and nobody it names is on file: the search is done."""
    kept = row_hold(row=referral, version=version)
    kept.searched_at = kept.searched_at or now
    kept.save_by(by=by, reason=SEARCHED)
    return kept


@transaction.atomic
def referral_link(
    *, referral: Referral, version: uuid.UUID | None, family: Family, by: User, now: datetime.datetime
) -> Referral:
    """Make it part of a family's file. People it names are known again by name and date of birth."""
    kept = row_hold(row=referral, version=version)
    kept.searched_at = kept.searched_at or now
    return link(kept, family, by=by)


def link(referral: Referral, family: Family, *, by: User) -> Referral:
    """The same for a referral that is held already."""
    referral.family, referral.wall = family, wall_of_work(by, family.pk)
    referral.save_by(by=by, reason=LINKED)
    for row in ReferralPerson.objects.filter(referral=referral, person__isnull=False):
        row.person = None
        row.save_by(by=by, reason=LINKED)
    members = FamilyMembership.objects.visible_to(by).filter(family=family).select_related("person")
    known = {_named(row.person): row.person for row in members if row.person.date_of_birth}
    for row in ReferralPerson.objects.filter(referral=referral, person__isnull=True):
        found = known.pop(_named(row), None)
        if found is not None:
            row.person = found
            row.save_by(by=by, reason=LINKED)
    return referral


def _named(row: object) -> tuple[str, object]:
    return str(row).casefold(), getattr(row, "date_of_birth", None)
