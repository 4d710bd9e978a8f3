"""Writing a referral down, and correcting what was written."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction

from accounts.database_errors import broken_constraint
from accounts.models import Team, User
from cases.families.actions.drafts import draft_discard
from cases.families.actions.rows import row_hold
from cases.referrals.models import FrontDoor, Referral, ReferralPerson
from cases.referrals.rules import due_for

RECORD_FORM = "referral_record"
RECORDED = "Referral received"


class AlreadyRecordedError(Exception):
    """This form was sent before; the referral is there."""


@dataclass(frozen=True)
class Named:
    """Somebody a referral names, as typed."""

    kind: str
    given_name: str
    family_name: str
    date_of_birth: datetime.date | None

    @property
    def key(self) -> tuple[str, str, str, datetime.date | None]:
        """What makes it the same person in two versions of a form."""
        return self.kind, self.given_name.casefold(), self.family_name.casefold(), self.date_of_birth


@dataclass(frozen=True)
class Told:
    """Everything a form says about a referral. ``fields`` are columns of it by name."""

    fields: dict[str, Any] = field(repr=False)
    people: tuple[Named, ...] = field(repr=False)


@transaction.atomic
def referral_record(*, key: uuid.UUID, told: Told, team: Team, by: User, now: datetime.datetime) -> Referral:
    """Put a new referral on the board of a team, and drop the writer's draft.

    Raises ``AlreadyRecordedError`` when one with this key exists, also when two sendings arrive at the same moment.
    """
    referral = referral_put(
        key=key, reference=_next_reference(), told=told, team=team, by=by, now=now, reason=RECORDED
    )
    draft_discard(by=by, family=None, form=RECORD_FORM)
    return referral


@transaction.atomic
def referral_put(
    *,
    key: uuid.UUID,
    reference: str,
    told: Told,
    team: Team,
    by: User | None,
    now: datetime.datetime,
    reason: str,
) -> Referral:
    """Put a referral on a board; ``by`` is ``None`` for one that came by web form. See ``referral_record``."""
    if Referral.objects.filter(pk=key).exists():
        raise AlreadyRecordedError
    referral = Referral(
        pk=key, reference=reference, team=team, recorded_by=by, recorded_at=now, **told.fields
    )
    referral.due_at = due_for(referral.received_at, referral.priority, _door())
    try:
        with transaction.atomic():
            referral.save_by(by=by, reason=reason)
    except IntegrityError as error:
        if broken_constraint(error) != "referrals_referral_pkey":
            raise
        raise AlreadyRecordedError from None
    _add(referral, told.people, by=by, reason=reason)
    return referral


@transaction.atomic
def referral_correct(
    *, referral: Referral, version: uuid.UUID | None, told: Told, by: User, reason: str
) -> Referral:
    """Write down what is right, with the reason; what it said before stays in its history.

    Raises ``RowChanged`` when somebody else was faster.
    """
    kept = row_hold(row=referral, version=version)
    priority = kept.priority
    for name, value in told.fields.items():
        setattr(kept, name, value)
    if kept.priority != priority:
        kept.due_at = due_for(kept.received_at, kept.priority, _door())
    kept.save_by(by=by, reason=reason)
    named = {person.key for person in told.people}
    there = {_key(row): row for row in ReferralPerson.objects.filter(referral=kept)}
    for row in (row for key, row in there.items() if key not in named):
        row.delete_by(by=by, reason=reason)
    _add(kept, (person for person in told.people if person.key not in there), by=by, reason=reason)
    return kept


def _add(referral: Referral, people: Iterable[Named], *, by: User | None, reason: str) -> None:
    for person in people:
        ReferralPerson(
            referral=referral,
            kind=person.kind,
            given_name=person.given_name,
            family_name=person.family_name,
            date_of_birth=person.date_of_birth,
        ).save_by(by=by, reason=reason)


def _key(row: ReferralPerson) -> tuple[str, str, str, datetime.date | None]:
    return Named(row.kind, row.given_name, row.family_name, row.date_of_birth).key


def _door() -> FrontDoor:
    return FrontDoor.objects.get()


def _next_reference() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('families_reference')")
        (number,) = cursor.fetchone()
    return f"RF-{number}"
