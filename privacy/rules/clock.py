"""From the stored events of a request to its due date."""

import datetime
from collections.abc import Sequence

from privacy.models import DataRequest, RequestEvent
from privacy.models.data_request import EventKind, RequestRight
from privacy.rules.asked import PAUSED_BY_A_QUESTION
from privacy.rules.deadline import Clarification, Deadline, ImpossibleEvents, RequestEvents, request_deadline


def request_clock(request: DataRequest) -> Deadline:
    """When the answer is due, worked out each time and stored nowhere. Raises ``ImpossibleEvents``."""
    return request_deadline(events_of(request.received_on, list(request.events.all()), right=request.right))


def events_of(
    received_on: datetime.date, events: Sequence[RequestEvent], *, right: str = RequestRight.ACCESS
) -> RequestEvents:
    """The stored events in the form the clock reads; an answer goes with the oldest question still open.

    Questions pause the clock of subject access alone; for every other right they are left out. Raises
    ``ImpossibleEvents`` when the events contradict each other.
    """
    first: dict[str, datetime.date] = {}
    asked: list[datetime.date] = []
    answered: list[datetime.date] = []
    for event in sorted(events, key=lambda event: event.happened_on):
        first.setdefault(event.kind, event.happened_on)
        if event.kind == EventKind.CLARIFICATION_ASKED:
            asked.append(event.happened_on)
        if event.kind == EventKind.CLARIFICATION_ANSWERED:
            answered.append(event.happened_on)
    if len(answered) > len(asked):
        raise ImpossibleEvents("An answer is recorded without the question it answers")
    answers: list[datetime.date | None] = [*answered, *([None] * (len(asked) - len(answered)))]
    return RequestEvents(
        received=received_on,
        identity_asked=first.get(EventKind.IDENTITY_ASKED),
        identity_seen=first.get(EventKind.IDENTITY_SEEN),
        authority_asked=first.get(EventKind.AUTHORITY_ASKED),
        authority_seen=first.get(EventKind.AUTHORITY_SEEN),
        clarifications=tuple(Clarification(ask, answer) for ask, answer in zip(asked, answers, strict=True))
        if right in PAUSED_BY_A_QUESTION
        else (),
        extended_on=first.get(EventKind.EXTENDED),
    )
