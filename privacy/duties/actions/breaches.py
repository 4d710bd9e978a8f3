"""Writing the breach log: an incident, what was done about it, who decided what, who was told."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused, row_hold
from privacy.duties.models import Breach, BreachDecision, BreachNotice, BreachPerson, BreachStep
from privacy.duties.queries import next_reference
from privacy.duties.rules.standing import may_agree, what_is_missing

CLOSED = "This breach was closed meanwhile. Nothing was changed"
NOT_YOURS = (
    "Another officer has to agree to a decision of yours, once. If there is no other, ask the Data Protection Officer."
    " Nothing was changed"
)


@transaction.atomic
def breach_log(*, breach: Breach, at: datetime.datetime, by: User) -> Breach:
    """Write an incident down, whether or not anybody will be told of it."""
    breach.reference, breach.written_by, breach.written_at = next_reference("BR"), by, at
    breach.save_by(by=by, reason="Written down")
    return breach


@transaction.atomic
def breach_step(*, breach: Breach, taken_at: datetime.datetime, words: str, by: User) -> BreachStep:
    """Note what was done to contain it. Raises ``Refused`` once it is closed."""
    step = BreachStep(breach=_held(breach.pk), taken_at=taken_at, words=words, by=by)
    step.save_by(by=by, reason="Done about the breach")
    return step


@transaction.atomic
def breach_weigh(
    *, breach: Breach, version: uuid.UUID | None, likelihood: int, severity: int, by: User
) -> None:
    """Say how likely and how bad harm is. Raises ``RowChanged``, or ``Refused`` once it is closed."""
    held = row_hold(row=breach, version=version)
    if held.closed_on is not None:
        raise Refused(CLOSED)
    held.likelihood, held.severity = likelihood, severity
    held.save_by(by=by, reason="Weighed")


@transaction.atomic
def breach_decide(
    *,
    breach: Breach,
    about: str,
    version: uuid.UUID | None,
    is_told: bool,
    reasons: str,
    at: datetime.datetime,
    by: User,
) -> BreachDecision:
    """Decide whether somebody is told, or decide anew: a second officer has to agree (again).

    Raises ``RowChanged`` when somebody decided while this was being written.
    """
    held = _held(breach.pk)
    decision = held.decisions.filter(about=about).first()
    decision = (
        row_hold(row=decision, version=version) if decision else BreachDecision(breach=held, about=about)
    )
    decision.is_told, decision.reasons, decision.decided_by, decision.decided_at = is_told, reasons, by, at
    decision.agreed_by = decision.agreed_at = None
    decision.save_by(by=by, reason="Decided")
    return decision


@transaction.atomic
def breach_agree(
    *, decision: BreachDecision, version: uuid.UUID | None, at: datetime.datetime, by: User
) -> None:
    """Agree to a colleague’s decision in the words of ``version``.

    Raises ``RowChanged`` when it was decided anew meanwhile, ``Refused`` for one’s own, or one agreed already.
    """
    _held(decision.breach_id)
    if not may_agree(BreachDecision.objects.select_for_update().get(pk=decision.pk), by):
        raise Refused(NOT_YOURS)
    held = row_hold(row=decision, version=version)
    held.agreed_by, held.agreed_at = by, at
    held.save_by(by=by, reason="Agreed")


@transaction.atomic
def breach_told(*, notice: BreachNotice, by: User) -> BreachNotice:
    """Note that somebody was told."""
    _held(notice.breach_id)
    notice.by = by
    notice.save_by(by=by, reason="Told")
    return notice


@transaction.atomic
def breach_person_put(
    *,
    breach: Breach,
    person_id: uuid.UUID,
    told_on: datetime.date | None,
    told_how: str,
    why_not: str,
    version: uuid.UUID | None,
    by: User,
) -> BreachPerson:
    """Say that somebody on file is concerned, and whether they were told; a second time, what changed since.

    Raises ``RowChanged`` where something else is noted of this person than the writer saw. Closed or not: whoever
    could not be told then may be told later.
    """
    Breach.objects.select_for_update().get(pk=breach.pk)
    row = BreachPerson.objects.filter(breach=breach, person_id=person_id).first()
    row = row_hold(row=row, version=version) if row else BreachPerson(breach=breach, person_id=person_id)
    row.told_on, row.told_how, row.why_not = told_on, told_how, why_not
    row.save_by(by=by, reason="Concerned by a breach")
    return row


@transaction.atomic
def breach_close(*, breach: Breach, on: datetime.date, lessons: str, by: User) -> None:
    """Close it. Raises ``Refused`` naming what is missing: both decisions, agreed and carried out."""
    held = _held(breach.pk)
    missing = what_is_missing(held, held.decisions.all(), held.notices.all())
    if missing:
        raise Refused(f"It cannot be closed yet. Still missing: {'; '.join(missing)}")
    held.closed_on, held.lessons = on, lessons
    held.save_by(by=by, reason="Closed")


def _held(key: uuid.UUID) -> Breach:
    locked: Breach = Breach.objects.select_for_update().get(pk=key)
    if locked.closed_on is not None:
        raise Refused(CLOSED)
    return locked
