"""An extension counts once, with reasons, when it was told inside the first month; authority starts the clock."""

import dataclasses
import datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from govuk.working_days import is_working_day
from privacy.models import DataRequest, RequestEvent
from privacy.rules.clock import events_of
from privacy.rules.deadline import ClockState, ImpossibleEvents, RequestEvents, request_deadline
from privacy.rules.events import MissingWords, check_event

DAY = datetime.timedelta(days=1)
days = st.dates(datetime.date(2025, 1, 1), datetime.date(2028, 1, 31))


def event(kind: str, on: datetime.date, note: str = "Many files") -> RequestEvent:
    return RequestEvent(kind=kind, happened_on=on, note=note)


def request(received: datetime.date, right: str = "access") -> DataRequest:
    return DataRequest(received_on=received, right=right)


@st.composite
def histories(draw: st.DrawFn) -> tuple[datetime.date, list[RequestEvent]]:
    """A day of receipt and questions answered after it, some across each other."""
    received = draw(days)
    events = []
    for _ in range(draw(st.integers(0, 3))):
        asked = received + DAY * draw(st.integers(0, 40))
        events += [
            event("clarification_asked", asked),
            event("clarification_answered", asked + DAY * draw(st.integers(0, 30))),
        ]
    if draw(st.booleans()):
        asked = received + DAY * draw(st.integers(0, 10))
        events += [
            event("authority_asked", asked),
            event("authority_seen", asked + DAY * draw(st.integers(0, 30))),
        ]
    return received, events


@given(histories())
def test_it_counts_up_to_the_end_of_the_first_month_and_its_pauses_and_not_a_day_later(history):
    received, events = history
    first = request_deadline(events_of(received, events))
    assert first.extension_notice_limit == first.due
    check_event(request(received), events, event("extended", first.due), noted_on=first.due)
    with pytest.raises(ImpossibleEvents, match="had to be told by"):
        check_event(request(received), events, event("extended", first.due + DAY), noted_on=first.due)


@given(histories())
def test_an_extended_answer_is_due_three_months_after_the_start_its_pauses_and_a_roll(history):
    received, events = history
    plain = request_deadline(events_of(received, events))
    extended = request_deadline(events_of(received, [*events, event("extended", plain.due)]))
    assert extended.due >= plain.due
    assert is_working_day(extended.due)
    least = extended.start + relativedelta(months=3) + DAY * extended.paused_days
    assert extended.raw_due == least
    assert extended.extension_notice_limit == plain.due


@given(histories(), st.sampled_from(["rectification", "erasure", "restriction", "objection", "portability"]))
def test_questions_never_move_the_clock_of_another_right(history, right):
    received, events = history
    without = [found for found in events if not found.kind.startswith("clarification")]
    assert request_deadline(events_of(received, events, right=right)) == request_deadline(
        events_of(received, without, right=right)
    )


@given(days, st.integers(0, 28), st.integers(0, 40), st.integers(0, 40))
def test_the_clock_starts_with_the_last_proof(received, asked, identity, authority):
    told = RequestEvents(
        received=received, identity_asked=received, identity_seen=received + DAY * identity,
        authority_asked=received + DAY * asked, authority_seen=received + DAY * (asked + authority),
    )  # fmt: skip
    assert request_deadline(told).start == max(told.identity_seen, told.authority_seen)
    waiting = request_deadline(dataclasses.replace(told, authority_seen=None))
    assert (waiting.state, waiting.due) == (ClockState.WAITING_FOR_AUTHORITY, None)


def test_it_counts_once():
    received = datetime.date(2027, 3, 10)
    before = [event("extended", received)]
    with pytest.raises(ImpossibleEvents, match="once"):
        check_event(request(received), before, event("extended", received + DAY), noted_on=received + DAY)


def test_it_needs_its_reasons():
    received = datetime.date(2027, 3, 10)
    with pytest.raises(MissingWords, match="reason for the extension"):
        check_event(request(received), [], event("extended", received, note="  "), noted_on=received)


def test_a_clock_that_has_not_started_is_not_extended():
    received = datetime.date(2027, 3, 10)
    before = [event("identity_asked", received)]
    with pytest.raises(ImpossibleEvents, match="not started"):
        check_event(request(received), before, event("extended", received + DAY), noted_on=received + DAY)


def test_while_the_clock_stands_still_it_may_be_told():
    received = datetime.date(2027, 3, 10)
    before = [event("clarification_asked", received + 5 * DAY)]
    check_event(
        request(received), before, event("extended", received + 60 * DAY), noted_on=received + 60 * DAY
    )


MOVES = st.sampled_from(["identity_asked", "authority_asked", "clarification_asked", "extended"])


@given(histories(), MOVES, st.integers(1, 90), st.integers(0, 90))
def test_what_is_noted_after_the_day_due_moves_nothing_however_early_it_is_said_to_have_been(
    history, kind, late, before
):
    received, events = history
    first = request_deadline(events_of(received, events))
    said = event(kind, max(received, first.due - DAY * before))
    try:
        check_event(request(received), events, said, noted_on=first.due + DAY * late)
    except ImpossibleEvents:
        return
    assert request_deadline(events_of(received, [*events, said])).due == first.due


def test_a_letter_written_in_time_counts_though_its_sending_is_noted_late():
    received = datetime.date(2027, 3, 10)
    check_event(request(received), [], event("extended", received + 9 * DAY), noted_on=received + 9 * DAY)
    with pytest.raises(ImpossibleEvents, match="The answer was due on 12 April 2027"):
        check_event(
            request(received), [], event("extended", received + 9 * DAY), noted_on=received + 60 * DAY
        )
