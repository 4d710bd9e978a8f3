"""Deciding on a right, agreeing as the second officer, and carrying out what needs no other part of the portal."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from cases.families.models import UseLock
from cases.families.models.use_lock import LockReason
from cases.texts.actions.objection import texts_stop
from privacy.models import DataRequest
from privacy.models.data_request import RequestRight
from privacy.rights.models import Decision, Statement
from privacy.rights.models.decision import Ground
from privacy.rights.rules.choices import Reach
from privacy.rights.rules.grounds import fits

LOCK_REASONS = {
    Ground.ACCURACY_CHECKED: LockReason.ACCURACY,
    Ground.OBJECTION_WEIGHED: LockReason.OBJECTION,
    Ground.KEPT_FOR_THEM: LockReason.UNLAWFUL,
    Ground.CLAIMS: LockReason.CLAIMS,
}
NO_FIT = "This ground does not go with this answer. Select another one"
NOT_YOURS = (
    "Another officer has to agree to a decision of yours, once. If there is no other, ask the Data Protection Officer."
    " Nothing was changed"
)


@transaction.atomic
def right_decide(
    *,
    request: DataRequest,
    right: str,
    is_granted: bool,
    ground: str,
    what: str,
    reasons: str,
    at: datetime.datetime,
    by: User,
    chosen: dict[str, Any] | None = None,
) -> Decision:
    """Decide. What can be done at once is done in the same transaction: an objection to texts, a lock, a statement.

    Erasure waits for a second officer and then for the worker; so does a corrected fact for the worker alone. Raises
    ``Refused`` for a ground that does not go with the answer.
    """
    if not fits(right, ground, is_granted=is_granted):
        raise Refused(NO_FIT)
    decision = Decision(
        request=request, right=right, is_granted=is_granted, ground=ground, what=what, reasons=reasons,
        chosen=chosen or {}, decided_by=by, decided_at=at,
        needs_second=is_granted and right == RequestRight.ERASURE,
    )  # fmt: skip
    decision.save_by(by=by, reason="Decided")
    if is_granted:
        _begin(decision, at=at, by=by)
    return decision


def _begin(decision: Decision, *, at: datetime.datetime, by: User) -> None:
    """What does not wait."""
    request, chosen = decision.request, decision.chosen
    if decision.right == RequestRight.OBJECTION and chosen.get("texts"):
        texts_stop(
            person_id=request.subject_id, said=f"Objection {request.reference}", at=at, by=by,
            request_reference=request.reference,
        )  # fmt: skip
    if decision.right == RequestRight.RESTRICTION:
        family = chosen.get(Reach.FAMILY.value)
        lock = UseLock(
            family_id=family, person_id=None if family else request.subject_id,
            record_id=chosen.get(Reach.RECORD.value), reason=LOCK_REASONS[Ground(decision.ground)],
            request_reference=request.reference, placed_by=by, placed_at=at,
            review_on=datetime.date.fromisoformat(chosen["review_on"]),
        )  # fmt: skip
        lock.save_by(by=by, reason=f"Restriction {request.reference}")


@transaction.atomic
def decision_agree(*, decision: Decision, at: datetime.datetime, by: User) -> None:
    """Agree as the second officer. Raises ``Refused`` for one's own decision, or one agreed already."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if not held.needs_second or held.agreed_at is not None or held.decided_by_id == by.pk:
        raise Refused(NOT_YOURS)
    held.agreed_by, held.agreed_at = by, at
    held.save_by(by=by, reason="Agreed")


@transaction.atomic
def statement_add(*, statement: Statement, at: datetime.datetime, by: User) -> Statement:
    """Put somebody's words beside an opinion; the opinion stays."""
    statement.written_by, statement.written_at = by, at
    statement.save_by(by=by, reason="Said beside an opinion")
    return statement


@transaction.atomic
def lock_lift(
    *, lock: UseLock, told_on: datetime.date, told_how: str, reason: str, at: datetime.datetime, by: User
) -> None:
    """Let data be used again, after the person was told (Article 18(3)). Raises ``Refused`` when it is lifted."""
    held = UseLock.objects.select_for_update().get(pk=lock.pk)
    if held.lifted_at is not None:
        raise Refused("This was lifted meanwhile. Nothing was changed")
    held.told_on, held.told_how, held.lift_reason = told_on, told_how, reason
    held.lifted_by, held.lifted_at = by, at
    held.save_by(by=by, reason="Lifted")


@transaction.atomic
def list_given(*, decision: Decision, on: datetime.date, by: User) -> None:
    """Note that the person was given the list of recipients, because they asked (Article 19).

    Raises ``Refused`` when that is noted already.
    """
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.list_given_on is not None:
        raise Refused("Somebody noted this already. Nothing was changed")
    held.list_given_on = on
    held.save_by(by=by, reason="List of recipients given")
