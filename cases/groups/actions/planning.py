"""Planning groups: programmes, their runs, and the days on which they meet."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import row_add, row_change, row_hold
from cases.groups.actions.places import places_fill
from cases.groups.models import Cohort, Programme, Session, SessionState


class CannotMoveError(Exception):
    """The session was moved or cancelled, or its register taken, meanwhile."""


@transaction.atomic
def programme_save(*, programme: Programme, version: uuid.UUID | None, by: User, reason: str) -> Programme:
    """Put a new programme on offer, or change what is said of one."""
    if version is None:
        return row_add(row=programme, by=by, reason=reason)
    return row_change(row=programme, version=version, by=by, reason=reason)


@transaction.atomic
def cohort_plan(*, cohort: Cohort, days: Iterable[datetime.date], by: User, reason: str) -> Cohort:
    """Plan a run with a session on each of these days."""
    cohort.save_by(by=by, reason=reason)
    for day in days:
        Session(
            cohort=cohort,
            happens_on=day,
            starts_at=cohort.starts_at,
            ends_at=cohort.ends_at,
            venue=cohort.venue,
        ).save_by(by=by, reason=reason)
    return cohort


@transaction.atomic
def cohort_change(*, cohort: Cohort, version: uuid.UUID | None, by: User, reason: str) -> Cohort:
    """Change a run; where it has more places now, who waits longest gets them."""
    row_change(row=cohort, version=version, by=by, reason=reason)
    places_fill(cohort=cohort, by=by)
    return cohort


@transaction.atomic
def session_move(
    *,
    session: Session,
    version: uuid.UUID | None,
    happens_on: datetime.date,
    starts_at: datetime.time,
    ends_at: datetime.time,
    venue: str,
    why: str,
    by: User,
) -> Session:
    """Let the group meet at another time or place. The first plan stays on file, with the reason."""
    kept = _held(session, version)
    moved = Session(
        cohort=kept.cohort, happens_on=happens_on, starts_at=starts_at, ends_at=ends_at, venue=venue
    )
    moved.save_by(by=by, reason=why)
    kept.state, kept.state_reason, kept.moved_to = SessionState.MOVED, why, moved
    kept.save_by(by=by, reason=why)
    return moved


@transaction.atomic
def session_cancel(*, session: Session, version: uuid.UUID | None, why: str, by: User) -> Session:
    """Call a session off, with the reason."""
    kept = _held(session, version)
    kept.state, kept.state_reason = SessionState.CANCELLED, why
    kept.save_by(by=by, reason=why)
    return kept


def _held(session: Session, version: uuid.UUID | None) -> Session:
    kept = row_hold(row=session, version=version)
    if kept.state != SessionState.PLANNED or kept.register_taken_at is not None:
        raise CannotMoveError
    return kept
