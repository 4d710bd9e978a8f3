"""The worker's bookkeeping: writing down what became of texts, told by Notify's answers and by its receipts.

Call each function in a transaction of its own as the system (``acting_as_system``).
"""

import datetime
import logging
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cases.texts import rules
from cases.texts.actions.claim import Claim
from cases.texts.models import Delivery, Receipt, Status, Text
from cases.texts.models.delivery import FINAL, WAITING
from cases.texts.notify import Report

RECEIPT_IS_LATE = datetime.timedelta(minutes=10)
ASK_AGAIN = datetime.timedelta(hours=1)
RECEIPTS_AT_ONCE = 500
NO_REPORT_ABROAD = "sent"
SETTLED = ["status", "why", "next_try_at", "notify_id", "sent_at", "completed_at"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Accepted:
    """Notify has the text. True whoever holds the claim by now; an end already known stays."""

    claim: Claim
    report: Report
    at: datetime.datetime


@dataclass(frozen=True)
class PutOff:
    """Notify could not take it now: try again later, unless somebody else has taken the text up meanwhile."""

    claim: Claim
    until: datetime.datetime


@dataclass(frozen=True)
class Stopped:
    """Not to be sent, for a reason a worker can read, unless somebody else has taken the text up meanwhile."""

    claim: Claim
    status: Status
    why: str
    at: datetime.datetime


Outcome = Accepted | PutOff | Stopped


@transaction.atomic
def deliveries_settle(*, outcomes: Collection[Outcome]) -> None:
    """Write down what became of texts that were taken up, together, however many they are."""
    keys = [outcome.claim.text_id for outcome in outcomes]
    # In one order everywhere, so that two who write several rows never wait for one another.
    rows = Delivery.objects.filter(pk__in=keys).order_by("pk").select_for_update().in_bulk()
    changed = [
        row
        for outcome in outcomes
        if (row := rows.get(outcome.claim.text_id)) is not None and _settled(row, outcome)
    ]
    if changed:
        Delivery.objects.bulk_update(changed, SETTLED)
    for outcome in outcomes:
        if (
            isinstance(outcome, Accepted)
            and outcome.report.template_version != outcome.claim.template_version
        ):
            _words_as_sent(outcome)


def _settled(row: Delivery, outcome: Outcome) -> bool:
    """Whether the row changes; if so, it is as it has to be written."""
    if isinstance(outcome, Accepted):
        return _accepted(row, outcome.report, outcome.at)
    if row.status not in WAITING or row.claimed_at != outcome.claim.claimed_at:
        return False
    if isinstance(outcome, PutOff):
        row.status, row.next_try_at = Status.QUEUED, outcome.until
    else:
        row.status, row.why = outcome.status, outcome.why
        row.next_try_at, row.completed_at = None, outcome.at
    return True


def _accepted(row: Delivery, report: Report, at: datetime.datetime) -> bool:
    if row.notify_id not in (None, report.notify_id):
        logger.error("GOV.UK Notify knows a reference under two ids: a text went out twice")
        return False
    row.notify_id, row.sent_at = report.notify_id, row.sent_at or report.sent_at or at
    if row.status not in FINAL:
        row.status, row.why = Status.SENT, ""
        row.next_try_at, row.completed_at = at + RECEIPT_IS_LATE, None
    return True


@transaction.atomic
def deliveries_to_ask_about(*, at: datetime.datetime, limit: int) -> list[tuple[uuid.UUID, uuid.UUID, bool]]:
    """Texts with no receipt: key, Notify's id, and whether Notify has forgotten it; each is due again in an hour."""
    rows = Delivery.objects.to_ask_about(at).select_for_update(skip_locked=True)[:limit]
    taken = [(row.pk, row.notify_id, row.sent_at < at - rules.NOTIFY_REMEMBERS) for row in rows]
    Delivery.objects.filter(pk__in=[key for key, *_ in taken]).update(next_try_at=at + ASK_AGAIN)
    return taken


@transaction.atomic
def delivery_report(
    *,
    text_id: uuid.UUID,
    notify_id: uuid.UUID,
    status: str,
    sent_at: datetime.datetime | None,
    completed_at: datetime.datetime | None,
    at: datetime.datetime,
) -> None:
    """Write down what Notify says of a text; twice, late or out of order does no harm."""
    row = _locked(text_id)
    if row is None or row.notify_id not in (None, notify_id):
        logger.warning("GOV.UK Notify reported on a text that is not ours or not under this id")
        return
    if status == NO_REPORT_ABROAD and row.status == Status.SENT:
        row.next_try_at, row.completed_at = None, completed_at or at
        row.why = "The network of this number does not report deliveries."
        row.save(update_fields=["next_try_at", "completed_at", "why"])
    after = rules.status_after(row.status, status)
    if after == row.status:
        return
    row.status, row.why, row.next_try_at, row.notify_id = after, "", None, notify_id
    row.sent_at = row.sent_at or sent_at or at
    row.completed_at = completed_at or at
    row.save(update_fields=["status", "why", "next_try_at", "notify_id", "sent_at", "completed_at"])


@transaction.atomic
def delivery_forgotten(*, text_id: uuid.UUID, at: datetime.datetime) -> None:
    """Notify cannot say any more what became of a text: a person has to ask the family."""
    row = _locked(text_id)
    if row and row.status == Status.SENT:
        row.status, row.next_try_at, row.completed_at = Status.NEEDS_A_PERSON, None, at
        row.why = "GOV.UK Notify took the text on and never said whether it arrived. Ask the family."
        row.save(update_fields=["status", "why", "next_try_at", "completed_at"])


@transaction.atomic
def receipts_apply(*, at: datetime.datetime) -> int:
    """Move texts by the receipts that came in, and drop those receipts; returns how many there were."""
    rows = list(Receipt.objects.select_for_update(skip_locked=True)[:RECEIPTS_AT_ONCE])
    for row in rows:
        delivery_report(
            text_id=row.text_id,
            notify_id=row.notify_id,
            status=row.status,
            sent_at=row.sent_at,
            completed_at=row.completed_at,
            at=at,
        )
    Receipt.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _locked(text_id: uuid.UUID) -> Any:
    return Delivery.objects.select_for_update().filter(pk=text_id).first()


def _words_as_sent(accepted: Accepted) -> None:
    """Our copy of the template was behind: keep the words that went out."""
    text = Text.objects.filter(pk=accepted.claim.text_id).first()
    if text is None or text.template_version == accepted.report.template_version:
        return
    logger.warning("A text template is out of step with GOV.UK Notify: update its wording and version")
    text.template_version, text.body = accepted.report.template_version, accepted.report.body
    text.save_by(by=None, reason="GOV.UK Notify sent a newer version of the template")
