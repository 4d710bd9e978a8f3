"""The threshold decision. Opening a family to a service makes what is missing: the family, its people, the work."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Team, User
from cases.families.actions.create import family_create, person_create
from cases.families.actions.involvements import involvement_open, involvement_transfer
from cases.families.actions.rows import row_hold
from cases.families.models import Family, FamilyMembership, Involvement, Person, Service
from cases.families.models.involvement import Priority as PriorityOfWork
from cases.families.models.person import BirthDate
from cases.referrals.actions.triage import link
from cases.referrals.models import Outcome, Priority, Referral, ReferralDecision, ReferralPerson, Stage

PRIORITY_OF_WORK = {
    Priority.URGENT: PriorityOfWork.HIGH,
    Priority.HIGH: PriorityOfWork.HIGH,
    Priority.ROUTINE: PriorityOfWork.MEDIUM,
}
"""Work begins as urgent as what was asked for; the team that allocates it may say otherwise."""


@dataclass(frozen=True)
class Opening:
    """What the family is opened to. For a referral that is not linked: the new family's name, or the family of those
    who turned out to be on file; ``known`` says who that is, by the key of who was named."""

    service: Service
    team: Team
    on: datetime.date
    family_name: str = ""
    family: Family | None = None
    known: Mapping[uuid.UUID, Person] = field(default_factory=dict, repr=False)


@transaction.atomic
def referral_decide(
    *,
    referral: Referral,
    version: uuid.UUID | None,
    outcome: str,
    reason: str,
    detail: str,
    opening: Opening | None,
    by: User,
    now: datetime.datetime,
) -> ReferralDecision:
    """Decide, and take the referral off the board. Raises ``RowChanged`` when somebody else was faster."""
    kept = row_hold(row=referral, version=version)
    involvement = _open(kept, opening, by=by, reason=reason) if opening else None
    if opening:  # whoever opens looked for everybody on file first
        kept.searched_at = kept.searched_at or now
    if involvement is not None and involvement.wall:
        kept.wall = involvement.wall
    kept.stage, kept.decided_at = Stage.DONE, now
    kept.assigned_to = kept.assigned_to or by
    kept.save_by(by=by, reason=str(Outcome(outcome).label))
    return _write(kept, outcome, reason, detail, involvement, by=by, now=now)


@transaction.atomic
def referral_return(
    *, referral: Referral, version: uuid.UUID | None, reason: str, by: User, now: datetime.datetime
) -> ReferralDecision:
    """Send it back to screening. What was decided before stays on the record, and so does any work it opened."""
    kept = row_hold(row=referral, version=version)
    kept.stage, kept.decided_at = Stage.SCREENING, None
    kept.save_by(by=by, reason=str(Outcome.RETURNED.label))
    return _write(kept, Outcome.RETURNED, reason, "", None, by=by, now=now)


def _write(
    referral: Referral,
    outcome: str,
    reason: str,
    detail: str,
    involvement: Involvement | None,
    *,
    by: User,
    now: datetime.datetime,
) -> ReferralDecision:
    decision = ReferralDecision(
        referral=referral,
        outcome=outcome,
        reason=reason,
        detail=detail,
        involvement=involvement,
        decided_by=by,
        decided_at=now,
    )
    decision.save_by(by=by, reason=str(Outcome(outcome).label))
    return decision


def _open(referral: Referral, opening: Opening, *, by: User, reason: str) -> Involvement:
    priority = PRIORITY_OF_WORK[Priority(referral.priority)]
    if referral.family is not None:
        return _work(referral.family, opening, priority, by=by, reason=reason)
    if opening.family is not None:
        _enter(referral, opening.family, opening, by=by)
        return _work(opening.family, opening, priority, by=by, reason=reason)
    # Nobody may write a file they could not see, so a new family begins with the team that received the referral, and
    # its work is passed on the same day.
    family = family_create(
        name=opening.family_name,
        service=opening.service,
        team=referral.team,
        allocated_to=None,
        started_on=opening.on,
        by=by,
        priority=priority,
    )
    _enter(referral, family, opening, by=by)
    begun: Involvement = family.involvements.get()
    if opening.team == referral.team:
        return begun
    version = begun.history.values_list("history_id", flat=True).first()
    return involvement_transfer(
        involvement=begun, version=version, team=opening.team, on=opening.on, by=by, reason=reason
    )


def _work(family: Family, opening: Opening, priority: str, *, by: User, reason: str) -> Involvement:
    """Work of that team and service that is open already counts, with its own priority; else it is opened."""
    found: Involvement | None = Involvement.objects.filter(
        family=family,
        service=opening.service,
        team=opening.team,
        person__isnull=True,
        ended_on__isnull=True,
    ).first()
    return found or involvement_open(
        involvement=Involvement(
            family=family,
            service=opening.service,
            team=opening.team,
            priority=priority,
            started_on=opening.on,
        ),
        by=by,
        reason=reason,
    )


def _enter(referral: Referral, family: Family, opening: Opening, *, by: User) -> None:
    """Everybody the referral names, in the family: those known already as they are, the others for the first time."""
    link(referral, family, by=by)
    members = set(FamilyMembership.objects.filter(family=family).values_list("person_id", flat=True))
    for row in ReferralPerson.objects.filter(referral=referral, person__isnull=True):
        person = opening.known.get(row.pk)
        if person is not None and person.pk not in members:
            continue  # somebody of another family: linked there by whoever works with that one
        row.person = person or person_create(
            family=family,
            given_name=row.given_name,
            family_name=row.family_name,
            birth_date_kind=BirthDate.EXACT if row.date_of_birth else BirthDate.UNKNOWN,
            date_of_birth=row.date_of_birth,
            joined_on=opening.on,
            by=by,
        )
        row.save_by(by=by, reason="Entered from the referral")
