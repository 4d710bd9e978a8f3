"""Whether something may be noted of a request, beside what was noted before."""

import dataclasses
import datetime
from collections.abc import Sequence

from privacy.models import DataRequest, RequestEvent
from privacy.models.data_request import COMPETENCE, EventKind
from privacy.rules.clock import events_of
from privacy.rules.deadline import ClockState, ImpossibleEvents, request_deadline

NEEDS_WORDS = {
    EventKind.EXTENDED: "Enter the reason for the extension, as you told the person",
    **dict.fromkeys(COMPETENCE, "Enter why you decided so, and what the child said"),
}
"""What nobody may note without saying why."""


class MissingWords(ValueError):
    """A decision without its reason; the message says what to enter."""


def check_event(
    request: DataRequest, before: Sequence[RequestEvent], event: RequestEvent, *, noted_on: datetime.date
) -> None:
    """Raises ``ImpossibleEvents`` for what cannot be true beside the rest, or comes or is noted too late to count.

    ``MissingWords`` for an extension or a decision about a child without its reasons. ``noted_on`` is the day there was
    first something to show for it: the day the letter was written, or today.
    """
    if event.kind in NEEDS_WORDS and not event.note.strip():
        raise MissingWords(NEEDS_WORDS[EventKind(event.kind)])
    if event.kind == EventKind.EXTENDED:
        _check_extension(request, before, event)
    _check_noted(request, before, event, noted_on)


def _check_noted(
    request: DataRequest, before: Sequence[RequestEvent], event: RequestEvent, noted_on: datetime.date
) -> None:
    """What is noted after the answer was due moves its date no more, whatever day it is said to have happened on."""
    stood = request_deadline(events_of(request.received_on, before, right=request.right))
    stands = request_deadline(events_of(request.received_on, [*before, event], right=request.right))
    if stood.due and noted_on > stood.due and stands.due != stood.due:
        raise ImpossibleEvents(
            f"The answer was due on {stood.due:%-d %B %Y}. What is noted after that day cannot move it: answer as soon"
            " as you can. To keep what happened, note it as other contact with them"
        )


def _check_extension(request: DataRequest, before: Sequence[RequestEvent], event: RequestEvent) -> None:
    """Once, and told with its reasons inside the first month (UK GDPR Article 12(3))."""
    if any(earlier.kind == EventKind.EXTENDED for earlier in before):
        raise ImpossibleEvents("It was extended before. The law allows that once")
    events = dataclasses.replace(
        events_of(request.received_on, before, right=request.right), extended_on=None
    )
    first = request_deadline(events)
    if first.state in (ClockState.WAITING_FOR_IDENTITY, ClockState.WAITING_FOR_AUTHORITY):
        raise ImpossibleEvents("The clock has not started, so there is nothing to extend yet")
    limit = first.extension_notice_limit
    if limit and event.happened_on > limit:
        raise ImpossibleEvents(
            f"They had to be told by {limit:%-d %B %Y}. After that no extension counts: answer as soon as you can"
        )
