"""The worker's bookkeeping: taking up a text that is due, and writing down what became of it.

Call each function in a transaction of its own as the system (``acting_as_system``): a claim must be committed before
Notify is asked anything, so that whoever comes later knows that somebody may have asked.
"""

import datetime
import logging
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.families.models import FamilyMembership
from cases.texts import rules
from cases.texts.models import Delivery, Receipt, Status, Text
from cases.texts.models.delivery import FINAL, WAITING
from cases.texts.notify import Report
from cases.texts.queries import phone_texts

LEASE = datetime.timedelta(minutes=5)
"""A claim older than this belongs to a worker that died; far longer than a call to Notify may take."""

RECEIPT_IS_LATE = datetime.timedelta(minutes=10)
ASK_AGAIN = datetime.timedelta(hours=1)
RECEIPTS_AT_ONCE = 500
NO_REPORT_ABROAD = "sent"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A text this worker has taken up, with all that sending it needs."""

    text_id: uuid.UUID
    attempt: int
    claimed_at: datetime.datetime
    written_at: datetime.datetime
    refusal: str | None
    template_id: uuid.UUID
    number: str = field(repr=False)
    personalisation: dict[str, str] = field(repr=False)


@transaction.atomic
def delivery_claim(*, at: datetime.datetime, text_id: uuid.UUID | None = None) -> Claim | None:
    """Take up the longest due text, or this one if it is due; ``None`` when there is nothing to do.

    Rows that another worker holds are passed over. Whether the phone is still safe to text is asked again here.
    """
    due = Delivery.objects.to_send(at)
    if text_id:
        due = due.filter(pk=text_id)
    row = (
        due.select_for_update(skip_locked=True, of=("self",))
        .select_related("text__phone", "text__person", "text__template")
        .first()
    )
    if row is None:
        return None
    row.status, row.claimed_at, row.next_try_at = Status.SENDING, at, at + LEASE
    row.attempts += 1
    row.save(update_fields=["status", "claimed_at", "next_try_at", "attempts"])
    text = row.text
    return Claim(
        text_id=text.pk,
        attempt=row.attempts,
        claimed_at=at,
        written_at=text.written_at,
        refusal=_refusal(text, timezone.localdate(at)),
        template_id=text.template.notify_id,
        number=text.number,
        personalisation=text.personalisation,
    )


@transaction.atomic
def delivery_accept(*, text_id: uuid.UUID, report: Report, at: datetime.datetime) -> None:
    """Notify has the text. Written whoever holds the claim now, because it is true; an end already known stays."""
    row = _locked(text_id)
    if row is None:
        return
    if row.notify_id not in (None, report.notify_id):
        logger.error("GOV.UK Notify knows a reference under two ids: a text went out twice")
        return
    row.notify_id, row.sent_at = report.notify_id, row.sent_at or report.sent_at or at
    if row.status not in FINAL:
        row.status, row.why = Status.SENT, ""
        row.next_try_at, row.completed_at = at + RECEIPT_IS_LATE, None
    row.save(update_fields=["notify_id", "sent_at", "status", "why", "next_try_at", "completed_at"])
    _words_as_sent(row.text, report)


@transaction.atomic
def delivery_put_off(*, claim: Claim, until: datetime.datetime) -> None:
    """Try again later, unless somebody else has taken the text up meanwhile."""
    row = _held(claim)
    if row:
        row.status, row.next_try_at = Status.QUEUED, until
        row.save(update_fields=["status", "next_try_at"])


@transaction.atomic
def delivery_end(*, claim: Claim, status: Status, why: str, at: datetime.datetime) -> None:
    """Stop here with a reason a worker can read, unless somebody else has taken the text up meanwhile."""
    row = _held(claim)
    if row:
        row.status, row.why, row.next_try_at, row.completed_at = status, why, None, at
        row.save(update_fields=["status", "why", "next_try_at", "completed_at"])


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
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("text")
    return rows.filter(pk=text_id).first()


def _held(claim: Claim) -> Any:
    row = _locked(claim.text_id)
    mine = row is not None and row.status in WAITING and row.claimed_at == claim.claimed_at
    return row if mine else None


def _refusal(text: Text, on: datetime.date) -> str | None:
    members = FamilyMembership.objects.current(on).filter(family=text.family_id, person=text.person_id)
    return rules.refusal_of(
        text.phone,
        text.person,
        is_member=members.exists(),
        on=on,
        shared_confirmed=text.shared_confirmed,
        is_broken=text.phone_id in phone_texts().broken_phones([text.phone_id]),
    ) or (
        None if text.phone.number == text.number else "The number was corrected after the text was written."
    )


def _words_as_sent(text: Text, report: Report) -> None:
    """Our copy of the template was behind: keep the words that went out."""
    if report.template_version == text.template_version:
        return
    logger.warning("A text template is out of step with GOV.UK Notify: update its wording and version")
    text.template_version, text.body = report.template_version, report.body
    text.save_by(by=None, reason="GOV.UK Notify sent a newer version of the template")
