"""Placing and releasing holds."""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from retention.models import Hold
from retention.rules.officers import WrongState, check_releaser


@transaction.atomic
def hold_place(
    *,
    scope: str,
    reason: str,
    opened_on: datetime.date,
    review_on: datetime.date,
    by: User,
    detail: str = "",
    person_id: uuid.UUID | None = None,
    family_id: uuid.UUID | None = None,
    target_reference: str = "",
    service_kind: str = "",
    rule_code: str = "",
) -> Hold:
    """Suspend destruction from this moment on; a run that is deleting right now waits for us or we for it."""
    hold = Hold(
        scope=scope,
        person_id=person_id,
        family_id=family_id,
        target_reference=target_reference,
        service_kind=service_kind,
        rule_code=rule_code,
        reason=reason,
        detail=detail,
        opened_by=by,
        opened_on=opened_on,
        review_on=review_on,
    )
    hold.save_by(by=by, reason="Hold placed")
    return hold


@transaction.atomic
def hold_release(*, hold: Hold, release_reason: str, released_on: datetime.date, by: User) -> None:
    """Let periods run again. Raises ``SecondOfficerNeeded`` for the officer who placed it."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    check_releaser(hold, by)
    if hold.released_on is not None:
        raise WrongState("Another officer has already released this hold")
    hold.released_by, hold.released_on, hold.release_reason = by, released_on, release_reason
    hold.save_by(by=by, reason="Hold released")
