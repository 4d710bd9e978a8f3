"""Sending one text so that it can be killed at any line: none is lost, none goes out twice.

1. Claim, committed. From here on, whoever finds the claim abandoned knows that Notify may have been asked.
2. Ask Notify. On a first try: send. On any later try: look the reference up first, and send only what is not there.
3. Write the outcome down, committed. Killed before that, the claim runs out and step 2 finds the text at Notify.

Steps 1 and 3 may take several texts together; step 2 is here.
"""

import datetime
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from accounts.actor import acting_as_system
from cases.texts import rules
from cases.texts.actions.claim import LEASE, Claim, claim_check
from cases.texts.actions.delivery import Accepted, Outcome, PutOff, Stopped
from cases.texts.models import Status
from cases.texts.notify import Notify, NotifyTrouble, Report, Trouble

JOB = "texts"
Clock = Callable[[], datetime.datetime]

SHORT_REST = datetime.timedelta(seconds=20)
LONG_REST = datetime.timedelta(minutes=5)
CHECK_HOLDS = datetime.timedelta(seconds=2)
"""A phone that was safe to text longer ago than this is asked about again before it is texted."""

logger = logging.getLogger(__name__)


@contextmanager
def committed() -> Iterator[None]:
    """A transaction of the system's own; what it wrote is kept once it ends. ``RuntimeError`` inside another one."""
    with transaction.atomic(durable=True), acting_as_system(JOB):
        yield


def send_claimed(notify: Notify, claim: Claim, *, clock: Clock) -> Outcome | None:
    """Step 2 for one claim; ``None`` when the claim is left to whoever finds it run out."""
    try:
        report = _found(notify, claim) if claim.attempt > 1 else None
        if report is None:
            fresh = _checked(claim, clock())
            if fresh is None:
                return None
            why = _must_not_send(fresh, clock())
            if why:
                return Stopped(claim, *why, at=clock())
            report = notify.send(
                number=claim.number,
                template_id=claim.template_id,
                personalisation=claim.personalisation,
                reference=claim.text_id,
            )
    except NotifyTrouble as trouble:
        return _trouble(claim, trouble.kind, at=clock())
    return Accepted(claim, report, at=clock())


def _checked(claim: Claim, at: datetime.datetime) -> Claim | None:
    """The claim with a check that is fresh enough to send on."""
    if at - claim.claimed_at > LEASE / 2:
        # This process slept, or the look-up took for ever: somebody else may be about to send it.
        return None
    if at - claim.checked_at <= CHECK_HOLDS:
        return claim
    with committed():
        return claim_check(claim=claim, at=at)


def _found(notify: Notify, claim: Claim) -> Report | None:
    found = notify.find(claim.text_id)
    if len(found) > 1:
        logger.error("GOV.UK Notify took on one reference %d times", len(found))
    return found[-1] if found else None


def _must_not_send(claim: Claim, at: datetime.datetime) -> tuple[Status, str] | None:
    """Why a text that Notify does not know should not go there now."""
    age = at - claim.written_at
    if claim.attempt > 1 and age > rules.NOTIFY_REMEMBERS:
        return (
            Status.NEEDS_A_PERSON,
            "It may or may not have been sent: nobody can tell any more. Ask the family.",
        )
    if age > rules.WORTH_SENDING:
        return (
            Status.NEEDS_A_PERSON,
            "It could not be sent for a day and was not sent late. Send a new one if needed.",
        )
    return (Status.CANCELLED, claim.refusal) if claim.refusal else None


def _trouble(claim: Claim, kind: Trouble, *, at: datetime.datetime) -> Outcome:
    if kind is Trouble.WRONG_NUMBER:
        return Stopped(claim, Status.PERMANENT_FAILURE, "GOV.UK Notify cannot text this number.", at)
    if kind is Trouble.WRONG_REQUEST:
        why = "GOV.UK Notify refused the text. Ask your administrator to check the template."
        return Stopped(claim, Status.NEEDS_A_PERSON, why, at)
    if kind is Trouble.NOT_ALLOWED:
        logger.error("GOV.UK Notify refuses our key or our clock: no text is sent until this is put right")
    else:
        logger.warning("GOV.UK Notify: %s; texts wait", kind.value)
    until = {
        Trouble.BUSY: at + SHORT_REST,
        Trouble.DAILY_LIMIT: rules.daily_limit_ends(at),
        Trouble.NOT_ALLOWED: at + LONG_REST,
    }.get(kind, at + rules.retry_after(claim.attempt))
    return PutOff(claim, until)
