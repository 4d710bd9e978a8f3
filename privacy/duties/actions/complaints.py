"""Writing complaints: logged, acknowledged, looked into, answered or handed over."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.duties.models import Complaint, ComplaintStep
from privacy.duties.queries import next_reference


class Ended(Refused):
    """It was answered or handed over meanwhile."""

    def __init__(self) -> None:
        super().__init__("This complaint was answered or handed over meanwhile. Nothing was changed")


@transaction.atomic
def complaint_log(*, complaint: Complaint, by: User) -> Complaint:
    """Log a complaint on the day it first reached anybody; its person’s file is kept until it is over."""
    complaint.reference, complaint.handler = next_reference("CO"), by
    complaint.save_by(by=by, reason="Complaint received")
    return complaint


@transaction.atomic
def complaint_step(
    *, complaint: Complaint, kind: str, happened_on: datetime.date, words: str, by: User
) -> ComplaintStep:
    """Note something that was done. Raises ``Ended`` after the answer."""
    step = ComplaintStep(
        complaint=_held(complaint.pk), kind=kind, happened_on=happened_on, words=words, by=by
    )
    step.save_by(by=by, reason=str(step.get_kind_display()))
    return step


@transaction.atomic
def complaint_hand_over(*, complaint: Complaint, kind: str, to: str, on: datetime.date, by: User) -> None:
    """Hand it to whoever answers complaints of that type; here it ends. Raises ``Ended``."""
    held = _held(complaint.pk)
    held.kind, held.handed_to, held.handed_on, held.closed_on = kind, to, on, on
    held.save_by(by=by, reason="Handed over")


@transaction.atomic
def complaint_close(
    *,
    complaint: Complaint,
    closed_on: datetime.date,
    outcome: str,
    outcome_words: str,
    done: str,
    told_how: str,
    by: User,
) -> None:
    """Keep the answer: what we found, why, what was done, and how the person was told. Raises ``Ended``."""
    held = _held(complaint.pk)
    held.closed_on, held.outcome, held.outcome_words = closed_on, outcome, outcome_words
    held.done, held.told_how = done, told_how
    held.save_by(by=by, reason="Answered")


def _held(key: uuid.UUID) -> Complaint:
    locked: Complaint = Complaint.objects.select_for_update().get(pk=key)
    if locked.closed_on is not None:
        raise Ended
    return locked
