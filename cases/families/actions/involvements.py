"""Opening a family to a service, passing the work on, and closing it."""

import datetime
import uuid

from django.db import transaction

from accounts.models import Team, User
from cases.families.actions.rows import row_hold
from cases.families.models import Involvement
from cases.families.models.involvement import EndReason


@transaction.atomic
def involvement_open(*, involvement: Involvement, by: User, reason: str) -> Involvement:
    """Open a family, or one person of it, to a service."""
    involvement.save_by(by=by, reason=reason)
    return involvement


@transaction.atomic
def involvement_allocate(
    *,
    involvement: Involvement,
    version: uuid.UUID | None,
    worker: User | None,
    priority: str = "",
    by: User,
    reason: str,
) -> Involvement:
    """Give the work to one member of the team, or to nobody for now; its priority stays unless one is given."""
    kept = row_hold(row=involvement, version=version)
    kept.allocated_to = worker
    kept.priority = priority or kept.priority
    kept.save_by(by=by, reason=reason)
    return kept


@transaction.atomic
def involvement_transfer(
    *,
    involvement: Involvement,
    version: uuid.UUID | None,
    team: Team,
    on: datetime.date,
    by: User,
    reason: str,
) -> Involvement:
    """Pass open work to another team: the old involvement closes and the new team's opens on the same day.

    The first team keeps sight of the family until the retention schedule takes the record; who held it when stays
    on file.
    """
    kept = row_hold(row=involvement, version=version)
    kept.ended_on, kept.end_reason = on, EndReason.TRANSFERRED
    kept.save_by(by=by, reason=reason)
    passed = Involvement(
        family=involvement.family,
        person=involvement.person,
        service=involvement.service,
        team=team,
        priority=kept.priority,
        started_on=on,
    )
    passed.save_by(by=by, reason=reason)
    return passed


@transaction.atomic
def involvement_close(
    *,
    involvement: Involvement,
    version: uuid.UUID | None,
    ended_on: datetime.date,
    end_reason: str,
    by: User,
    reason: str,
) -> Involvement:
    """Close the work with the reason it ended. The retention clock of the service starts on that day."""
    kept = row_hold(row=involvement, version=version)
    kept.ended_on, kept.end_reason = ended_on, end_reason
    kept.save_by(by=by, reason=reason)
    return kept
