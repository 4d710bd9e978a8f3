"""Who takes part: a place, the waiting list, and leaving with an outcome."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from accounts.models import User
from cases.families.actions.involvements import involvement_open
from cases.families.actions.rows import row_hold
from cases.families.models import Family, Involvement, Person
from cases.groups.models import Cohort, Enrolment, State
from cases.groups.models.enrolment import ENDED

ENROLLED = "Put down for a group"
MOVED_UP = "A place came free"
GIVEN = "Given a place"


@dataclass(frozen=True)
class End:
    """What came of a group for one person, and the version of their row that its writer had before them."""

    enrolment: Enrolment
    version: uuid.UUID | None
    outcome: str
    note: str = ""


class FullError(Exception):
    """Every place is taken."""


@transaction.atomic
def enrolment_add(
    *, cohort: Cohort, family: Family, person: Person, by: User, now: datetime.datetime, today: datetime.date
) -> Enrolment:
    """Put somebody down for a group, and open the family to the group's service where it is not open.

    The group's own team gives a place while there is one and nobody waits for it. Anybody else asks: the person waits
    until the group's team gives the place. Somebody who is put down already stays as they are; somebody who left
    begins anew, and what came of the first time stays on file.
    """
    _lock(cohort)
    standing: Enrolment | None = (
        Enrolment.objects.visible_to(by).filter(cohort=cohort, person=person).exclude(state__in=ENDED).first()
    )
    if standing is not None:
        return standing
    waits = not _runs(cohort, by) or _free(cohort, by) < 1 or _waiting(cohort, by).exists()
    enrolment = Enrolment(
        cohort=cohort,
        family=family,
        person=person,
        involvement=_involvement(cohort, family, person, by, today),
        state=State.WAITING if waits else State.ENROLLED,
        asked_at=now,
    )
    enrolment.save_by(by=by, reason=ENROLLED)
    return enrolment


@transaction.atomic
def place_give(*, enrolment: Enrolment, by: User) -> Enrolment:
    """Give a place to somebody who waits. Raises ``FullError`` when there is none."""
    _lock(enrolment.cohort)
    kept: Enrolment = Enrolment.objects.visible_to(by).select_for_update(of=("self",)).get(pk=enrolment.pk)
    if kept.state != State.WAITING:
        return kept
    if _free(kept.cohort, by) < 1:
        raise FullError
    kept.state = State.ENROLLED
    kept.save_by(by=by, reason=GIVEN)
    return kept


@transaction.atomic
def enrolment_end(
    *,
    enrolment: Enrolment,
    version: uuid.UUID | None,
    state: str,
    ended_on: datetime.date,
    outcome: str,
    note: str,
    by: User,
    reason: str,
) -> Enrolment:
    """Say how it ended for somebody, or correct that; whoever waits longest gets the place."""
    _lock(enrolment.cohort)
    kept = row_hold(row=enrolment, version=version)
    kept.state, kept.ended_on, kept.outcome, kept.outcome_note = state, ended_on, outcome, note
    kept.save_by(by=by, reason=reason)
    if state == State.LEFT:  # who completed it leaves a group that is over
        places_fill(cohort=kept.cohort, by=by)
    return kept


@transaction.atomic
def group_end(*, cohort: Cohort, ends: Sequence[End], ended_on: datetime.date, by: User, reason: str) -> int:
    """Say of these people that they completed a group, and what came of it; tells of how many.

    All or none: raises ``RowChanged`` for the first whose row somebody else has changed.
    """
    _lock(cohort)
    for end in ends:
        enrolment_end(
            enrolment=end.enrolment,
            version=end.version,
            state=State.COMPLETED,
            ended_on=ended_on,
            outcome=end.outcome,
            note=end.note,
            by=by,
            reason=reason,
        )
    return len(ends)


@transaction.atomic
def places_fill(*, cohort: Cohort, by: User) -> None:
    """Give free places to those who wait, the longest wait first."""
    _lock(cohort)
    for enrolment in list(_waiting(cohort, by)[: max(0, _free(cohort, by))]):
        enrolment.state = State.ENROLLED
        enrolment.save_by(by=by, reason=MOVED_UP)


def _lock(cohort: Cohort) -> None:
    """One at a time: two people at two desks must not both give the last place.

    Not by locking the row: whoever asks for a place in another team's group may not change it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"places {cohort.pk}"])


def _runs(cohort: Cohort, by: User) -> bool:
    return cohort.programme.team_id in by.team_ids()


def _free(cohort: Cohort, by: User) -> int:
    taken: int = Enrolment.objects.visible_to(by).filter(cohort=cohort, state=State.ENROLLED).count()
    return cohort.capacity - taken


def _waiting(cohort: Cohort, by: User) -> Any:
    rows = Enrolment.objects.visible_to(by).filter(cohort=cohort, state=State.WAITING)
    return rows.order_by("asked_at", "id")


def _involvement(
    cohort: Cohort, family: Family, person: Person, by: User, today: datetime.date
) -> Involvement:
    programme = cohort.programme
    same = Involvement.objects.visible_to(by).filter(
        family=family, service=programme.service, team=programme.team, ended_on__isnull=True
    )
    for work in same.order_by("started_on", "id"):
        if work.person_id in (None, person.pk):
            found: Involvement = work
            return found
    lead = cohort.lead_worker  # whose work it is, so that it does not wait for a worker
    opened = Involvement(
        family=family,
        person=person,
        service=programme.service,
        team=programme.team,
        allocated_to=lead if lead and lead.is_active else None,
        started_on=today,
    )
    return involvement_open(involvement=opened, by=by, reason=ENROLLED)
