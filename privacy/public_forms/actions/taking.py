"""An officer takes a submission on: as a request, as a complaint, or as something we hold nothing about."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.actions.requests import request_log
from privacy.duties.actions.complaints import complaint_log
from privacy.duties.models import Complaint
from privacy.models import DataRequest
from privacy.models.data_request import Asker, Channel
from privacy.public_forms.models import Evidence, FormKind, Outcome, Submission
from privacy.public_forms.rules.steps import right_of

TAKEN = "Somebody took this on meanwhile. Nothing was changed"
ASKER = {"self": Asker.SELF, "child": Asker.PARENT, "other": Asker.REPRESENTATIVE}
NOT_ASKED = "Not said on the form"


@transaction.atomic
def submission_to_request(
    *, submission: Submission, person_id: uuid.UUID, person_name: str, on: datetime.date, by: User
) -> DataRequest:
    """Log a request about the person it was matched with, received on the day the form came. Raises ``Refused``."""
    held = _held(submission)
    answers = held.answers
    request = request_log(
        subject_id=person_id,
        subject_name=person_name,
        right=right_of(held.kind, answers),
        received_on=held.received_on,
        channel=Channel.WEB_FORM,
        asked_by=ASKER[answers["who"]],
        asker_name=asker_name(answers),
        asker_contact=contact(answers)[:300],
        authority=authority(answers),
        details=f"{held.reference}: {answers.get('details', '')}"[:2000],
        by=by,
    )
    held.outcome, held.data_request, held.taken_on, held.taken_by = Outcome.REQUEST, request, on, by
    held.save()
    return request


@transaction.atomic
def submission_to_complaint(
    *, submission: Submission, person_id: uuid.UUID | None, on: datetime.date, by: User
) -> Complaint:
    """Log a complaint, about the person it was matched with or about nobody on file. Raises ``Refused``."""
    held = _held(submission)
    if held.kind != FormKind.COMPLAINT:
        raise Refused("This is a request about a right, and no complaint")
    complaint = Complaint(
        kind="data_protection", received_on=held.received_on, channel=Channel.WEB_FORM,
        complainant_name=asker_name(held.answers), complainant_contact=contact(held.answers)[:300],
        relation=ASKER[held.answers["who"]], person_id=person_id,
        words=f"{held.reference}: {held.answers.get('details', '')}",
    )  # fmt: skip
    complaint_log(complaint=complaint, by=by)
    held.outcome, held.complaint_reference = Outcome.COMPLAINT, complaint.reference
    held.taken_on, held.taken_by = on, by
    held.save()
    return complaint


@transaction.atomic
def submission_not_held(*, submission: Submission, reply: str, how: str, on: datetime.date, by: User) -> None:
    """Keep the answer that we hold nothing. Raises ``Refused``."""
    held = _held(submission)
    held.outcome, held.reply, held.reply_how, held.taken_on, held.taken_by = (
        Outcome.NOT_HELD,
        reply,
        how,
        on,
        by,
    )
    held.save()


@transaction.atomic
def evidence_open(*, evidence: Evidence, at: datetime.datetime, by: User) -> bytes:
    """The content of a file for an officer; from now on whoever sent it cannot take it back.

    Raises ``Refused`` when they have done so already.
    """
    held = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if held.taken_back_at is not None:
        raise Refused("Whoever sent this file took it back before anybody opened it")
    if held.opened_at is None:
        held.opened_at, held.opened_by = at, by
        held.save(update_fields=["opened_at", "opened_by"])
    return bytes(held.content)


def asker_name(answers: dict[str, str]) -> str:
    """Who filled the form in."""
    own = f"{answers.get('given_name', '')} {answers.get('family_name', '')}".strip()
    return own if answers.get("who") == "self" else answers.get("your_name", own)


def contact(answers: dict[str, str]) -> str:
    """Where the answer goes, and what keeps them safe."""
    where = answers.get(answers.get("reach", ""), "")
    safe = answers.get("safe", "")
    return f"{where}. {safe}" if safe else where


def authority(answers: dict[str, str]) -> str:
    """What they say shows that they may ask for somebody else."""
    if answers.get("who") == "self":
        return ""
    return f"{answers.get('relation', '')}: {answers.get('proof') or NOT_ASKED}"[:500]


def _held(submission: Submission) -> Submission:
    held: Submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if held.outcome:
        raise Refused(TAKEN)
    return held
