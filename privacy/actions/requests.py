"""Writing a data request: logged, its clock events, its answer."""

import datetime
import uuid

from django.db import connection, transaction

from accounts.keys import new_key
from accounts.models import User
from privacy.models import DataRequest, RequestEvent
from privacy.models.data_request import RequestRight
from privacy.rules.asked import NO_PAUSE, PAUSED_BY_A_QUESTION, QUESTIONS
from privacy.rules.events import check_event


class PausesNothing(Exception):
    """A question was noted for a right whose clock no question stops; the message says so in words for an officer."""

    def __init__(self) -> None:
        super().__init__(NO_PAUSE)


class RequestClosed(Exception):
    """The answer went out already: nothing more happens to its clock."""


@transaction.atomic
def request_log(
    *,
    subject_id: uuid.UUID,
    subject_name: str,
    received_on: datetime.date,
    channel: str,
    asked_by: str,
    asker_name: str,
    by: User,
    right: str = RequestRight.ACCESS,
    asker_contact: str = "",
    authority: str = "",
    details: str = "",
    key: uuid.UUID | None = None,
) -> DataRequest:
    """Log a request on the day it first reached anybody at the council; from now on nothing about the person is
    destroyed until it is answered. A second call with the same key gives back what the first one logged."""
    if key and DataRequest.objects.filter(pk=key, subject_id=subject_id).exists():
        return DataRequest.objects.get(pk=key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('privacy_request_reference')")
        (number,) = cursor.fetchone()
    request = DataRequest(
        id=key or new_key(),
        reference=f"DR-{number}",
        right=right,
        subject_id=subject_id,
        subject_name=subject_name,
        received_on=received_on,
        channel=channel,
        asked_by=asked_by,
        asker_name=asker_name,
        asker_contact=asker_contact,
        authority=authority,
        details=details,
        handler=by,
    )
    request.save_by(by=by, reason="Request received")
    return request


@transaction.atomic
def event_add(
    *,
    request: DataRequest,
    kind: str,
    happened_on: datetime.date,
    noted_on: datetime.date,
    by: User,
    note: str = "",
) -> RequestEvent:
    """Note what happened to the clock; ``noted_on`` is today, or the day the letter about it was written.

    Raises ``ImpossibleEvents`` when it cannot be true beside the rest or comes too late to move the due date,
    ``MissingWords`` for a decision without its reason, ``PausesNothing`` when it is a question and
    the right is not subject access, ``RequestClosed`` after the answer went out.
    """
    request = _still_open(request)
    if kind in QUESTIONS and request.right not in PAUSED_BY_A_QUESTION:
        raise PausesNothing
    event = RequestEvent(request=request, kind=kind, happened_on=happened_on, note=note)
    check_event(request, list(request.events.all()), event, noted_on=noted_on)
    event.save_by(by=by, reason=event.get_kind_display())
    return event


@transaction.atomic
def request_take(*, request: DataRequest, by: User) -> None:
    """Take a request over from a colleague. Raises ``RequestClosed`` after the answer went out."""
    request = _still_open(request)
    if request.handler_id != by.pk:
        request.handler = by
        request.save_by(by=by, reason="Taken over")


@transaction.atomic
def request_close(*, request: DataRequest, sent_on: datetime.date, sent_how: str, by: User) -> None:
    """Record that the answer went out, and how. Raises ``RequestClosed`` when that stands on the record."""
    request = _still_open(request)
    request.closed_on = sent_on
    request.sent_how = sent_how
    request.save_by(by=by, reason="Answer sent")


def _still_open(request: DataRequest) -> DataRequest:
    locked: DataRequest = DataRequest.objects.select_for_update().get(pk=request.pk)
    if locked.closed_on is not None:
        raise RequestClosed
    return locked
