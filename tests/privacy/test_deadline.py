"""The clock of a data request, against the cases of the Information Commissioner and against its own laws."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from govuk.working_days import is_working_day
from privacy.rules.deadline import (
    Clarification,
    ClockState,
    ImpossibleEvents,
    RequestEvents,
    complaint_acknowledgement,
    request_deadline,
)

days = st.dates(date(2024, 1, 1), date(2028, 6, 30))
few = st.integers(0, 40)


def due(received, *clarifications, extended=False, **identity):
    events = RequestEvents(
        received=received,
        clarifications=tuple(Clarification(*pause) for pause in clarifications),
        extended_on=received if extended else None,
        **identity,
    )
    return request_deadline(events).due


@pytest.mark.parametrize(
    ("received", "answer_due"),
    [
        pytest.param(date(2026, 1, 1), date(2026, 2, 2), id="a Sunday rolls to Monday"),
        pytest.param(date(2026, 1, 31), date(2026, 3, 2), id="no 31 February, and its end is a Saturday"),
        pytest.param(date(2027, 1, 31), date(2027, 3, 1), id="no 31 February, and its end is a Sunday"),
        pytest.param(date(2026, 11, 25), date(2026, 12, 29), id="Christmas and the substitute Boxing Day"),
        pytest.param(date(2027, 3, 31), date(2027, 4, 30), id="no 31 April"),
        pytest.param(date(2028, 1, 30), date(2028, 2, 29), id="a leap year"),
        pytest.param(
            date(2027, 11, 25), date(2027, 12, 29), id="Christmas 2027 on a Saturday, two substitutes"
        ),
        pytest.param(date(2027, 2, 26), date(2027, 3, 30), id="Good Friday to the Tuesday after Easter"),
    ],
)
def test_the_answer_is_due_on_the_same_date_next_month_or_the_next_working_day(received, answer_due):
    assert due(received) == answer_due


def test_two_more_months_count_from_the_first_day_and_not_from_the_rolled_date():
    assert due(date(2027, 1, 31), extended=True) == date(2027, 4, 30)


def test_the_clock_starts_when_identity_was_seen():
    identity = {"identity_asked": date(2027, 3, 11), "identity_seen": date(2027, 3, 31)}
    assert due(date(2027, 3, 11), **identity) == date(2027, 4, 30)
    assert due(date(2027, 3, 11), extended=True, **identity) == date(2027, 6, 30)


def test_days_spent_waiting_for_an_answer_do_not_count_and_the_date_rolls_once():
    question = (date(2027, 3, 15), date(2027, 3, 19))
    assert due(date(2027, 3, 10), question) == date(2027, 4, 15)
    assert due(date(2027, 3, 10), question, extended=True) == date(2027, 6, 15)


def test_identity_not_seen_yet_means_the_clock_has_not_started():
    clock = request_deadline(
        RequestEvents(
            received=date(2027, 3, 11), identity_asked=date(2027, 3, 12), extended_on=date(2027, 3, 12)
        )
    )
    assert (clock.state, clock.start, clock.due) == (ClockState.WAITING_FOR_IDENTITY, None, None)


def test_identity_known_before_the_request_does_not_bring_the_start_forward():
    assert due(date(2027, 3, 31), identity_seen=date(2027, 3, 1)) == due(date(2027, 3, 31))


PROOFS = st.sampled_from(["identity", "authority"])


@st.composite
def told(draw):
    """A request with questions, perhaps another proof asked for at once, perhaps an extension."""
    received = draw(days)
    events = {
        "received": received,
        "extended_on": received + timedelta(days=draw(few)) if draw(st.booleans()) else None,
    }
    pauses = draw(st.lists(st.tuples(few, few), max_size=3))
    events["clarifications"] = tuple(
        Clarification(received + timedelta(days=ask), received + timedelta(days=ask + reply))
        for ask, reply in pauses
    )
    if draw(st.booleans()):
        events["identity_asked"] = received + timedelta(days=draw(st.integers(0, 10)))
        events["identity_seen"] = events["identity_asked"] + timedelta(days=draw(few))
    return events


@given(events=told(), proof=PROOFS, wait=st.integers(0, 200))
def test_a_proof_that_nobody_asked_for_never_moves_the_clock(events, proof, wait):
    events = events | {f"{proof}_asked": None, f"{proof}_seen": None}
    unasked = events | {f"{proof}_seen": events["received"] + timedelta(days=wait)}
    assert request_deadline(RequestEvents(**unasked)) == request_deadline(RequestEvents(**events))


@given(events=told(), late=st.integers(1, 200), wait=st.none() | few)
def test_a_proof_asked_for_after_the_answer_was_due_never_moves_the_clock(events, late, wait):
    before = request_deadline(RequestEvents(**events))
    asked = before.due + timedelta(days=late)
    seen = None if wait is None else asked + timedelta(days=wait)
    after = request_deadline(RequestEvents(**events, authority_asked=asked, authority_seen=seen))
    assert after == before
    assert after.state is ClockState.RUNNING


@given(events=told(), wait=few)
def test_a_proof_asked_for_by_the_day_due_starts_the_clock_when_it_comes(events, wait):
    before = request_deadline(RequestEvents(**events))
    asked = before.due
    waiting = RequestEvents(**events, authority_asked=asked)
    assert request_deadline(waiting).state is ClockState.WAITING_FOR_AUTHORITY
    came = RequestEvents(**events, authority_asked=asked, authority_seen=asked + timedelta(days=wait))
    assert request_deadline(came).start == asked + timedelta(days=wait)


@given(events=told(), late=st.integers(1, 200))
def test_an_extension_told_after_the_first_month_and_its_pauses_never_moves_the_clock(events, late):
    plain = request_deadline(RequestEvents(**events | {"extended_on": None}))
    told_on = plain.extension_notice_limit + timedelta(days=late)
    assert request_deadline(RequestEvents(**events | {"extended_on": told_on})) == plain


def test_an_extension_told_while_a_question_was_open_counts_only_inside_the_time_that_came_of_it():
    """The answer to the question is noted later, for a day so early that the month had ended when we told them."""
    question = Clarification(date(2027, 3, 15), date(2027, 3, 16))
    late = RequestEvents(
        received=date(2027, 3, 10), clarifications=(question,), extended_on=date(2027, 5, 10)
    )
    assert request_deadline(late).due == date(2027, 4, 12)


def test_an_unanswered_question_pauses_the_clock_until_it_is_answered():
    clock = request_deadline(
        RequestEvents(received=date(2027, 3, 10), clarifications=(Clarification(date(2027, 3, 15)),))
    )
    assert clock.state is ClockState.PAUSED
    assert (clock.start, clock.due, clock.extension_notice_limit) == (date(2027, 3, 10), None, None)


def test_an_open_question_pauses_even_when_a_later_one_was_answered():
    assert due(date(2027, 3, 10), (date(2027, 3, 15), None), (date(2027, 3, 16), date(2027, 3, 17))) is None


def test_overlapping_questions_count_each_day_once():
    one = (date(2027, 3, 15), date(2027, 3, 19))
    inside = (date(2027, 3, 16), date(2027, 3, 17))
    across = (date(2027, 3, 18), date(2027, 3, 22))
    assert due(date(2027, 3, 10), one, inside) == due(date(2027, 3, 10), one)
    assert due(date(2027, 3, 10), across, inside, one) == due(
        date(2027, 3, 10), (date(2027, 3, 15), date(2027, 3, 22))
    )


def test_only_the_days_of_a_pause_after_the_clock_started_count():
    started = {"identity_asked": date(2027, 3, 10), "identity_seen": date(2027, 3, 17)}
    across = due(date(2027, 3, 10), (date(2027, 3, 15), date(2027, 3, 19)), **started)
    assert across == date(2027, 4, 20)
    assert due(date(2027, 3, 10), (date(2027, 3, 11), date(2027, 3, 16)), **started) == date(2027, 4, 19)


def test_a_question_asked_when_the_answer_was_already_late_does_not_make_it_less_late():
    late = (date(2027, 4, 20), date(2027, 4, 30))
    assert due(date(2027, 3, 10), late) == date(2027, 4, 12)
    assert due(date(2027, 3, 10), (date(2027, 4, 20), None)) == date(2027, 4, 12)
    assert due(date(2027, 3, 10), late, extended=True) == date(2027, 6, 21)


def test_the_notice_of_an_extension_must_be_given_inside_the_first_month_and_its_pauses():
    plain = request_deadline(RequestEvents(received=date(2027, 1, 31), extended_on=date(2027, 2, 1)))
    paused = request_deadline(
        RequestEvents(
            received=date(2027, 3, 10),
            clarifications=(Clarification(date(2027, 3, 15), date(2027, 3, 19)),),
            extended_on=date(2027, 3, 15),
        )
    )
    assert plain.extension_notice_limit == date(2027, 3, 1)
    assert paused.extension_notice_limit == date(2027, 4, 15)


def test_the_early_warnings_are_twenty_and_twenty_eight_days_with_pauses_added():
    clock = request_deadline(
        RequestEvents(
            received=date(2027, 3, 10), clarifications=(Clarification(date(2027, 3, 15), date(2027, 3, 19)),)
        )
    )
    assert (clock.internal_target, clock.safe_date) == (date(2027, 4, 4), date(2027, 4, 12))


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ({"identity_asked": date(2027, 3, 9)}, "Identity cannot be asked for before"),
        (
            {"identity_asked": date(2027, 3, 12), "identity_seen": date(2027, 3, 11)},
            "Identity cannot be seen before",
        ),
        ({"clarifications": (Clarification(date(2027, 3, 9)),)}, "A question cannot be asked before"),
        (
            {"clarifications": (Clarification(date(2027, 3, 12), date(2027, 3, 11)),)},
            "A question cannot be answered before",
        ),
    ],
)
def test_dates_that_contradict_each_other_are_refused(events, message):
    with pytest.raises(ImpossibleEvents, match=message):
        RequestEvents(received=date(2027, 3, 10), **events)


def test_a_date_beyond_the_published_bank_holidays_is_flagged():
    assert request_deadline(RequestEvents(received=date(2027, 3, 10))).bank_holidays_known
    beyond = request_deadline(RequestEvents(received=date(2040, 11, 25)))
    assert not beyond.bank_holidays_known
    assert beyond.due == date(2040, 12, 27)


@given(received=days, wait=few, ask=few, reply=few, extended=st.booleans())
def test_the_answer_is_always_due_on_a_working_day_at_least_28_days_after_the_start(
    received, wait, ask, reply, extended
):
    asked = received + timedelta(days=ask)
    clock = request_deadline(
        RequestEvents(
            received=received,
            identity_asked=received,
            identity_seen=received + timedelta(days=wait),
            clarifications=(Clarification(asked, asked + timedelta(days=reply)),),
            extended_on=received if extended else None,
        )
    )
    assert is_working_day(clock.due)
    assert clock.due >= clock.raw_due >= clock.start + timedelta(days=28)
    assert clock.extension_notice_limit <= clock.due
    assert clock.safe_date <= clock.due


@given(received=days, ask=few, reply=few)
def test_extending_never_shortens_the_time(received, ask, reply):
    asked = received + timedelta(days=ask)
    question = (asked, asked + timedelta(days=reply))
    assert due(received, question, extended=True) > due(received, question)


@given(received=days, ask=st.integers(0, 28), length=st.integers(1, 90), extended=st.booleans())
def test_a_pause_of_some_days_moves_the_unrolled_date_by_exactly_as_many(received, ask, length, extended):
    asked = received + timedelta(days=ask)
    question = Clarification(asked, asked + timedelta(days=length - 1))
    clock = request_deadline(
        RequestEvents(
            received=received, clarifications=(question,), extended_on=received if extended else None
        )
    )
    months = relativedelta(months=3 if extended else 1)
    assert clock.raw_due == received + months + timedelta(days=length)
    assert clock.paused_days == length


@given(received=days, wait=st.integers(1, 60), data=st.data())
def test_pauses_that_ended_before_the_start_change_nothing(received, wait, data):
    seen = received + timedelta(days=wait)
    asked = data.draw(st.dates(received, seen - timedelta(days=1)))
    answered = data.draw(st.dates(asked, seen - timedelta(days=1)))
    proof = {"identity_asked": received, "identity_seen": seen}
    assert due(received, (asked, answered), **proof) == due(received, **proof)


@given(received=days, later=few, extended=st.booleans())
def test_a_later_request_is_never_due_earlier(received, later, extended):
    assert due(received + timedelta(days=later), extended=extended) >= due(received, extended=extended)


@given(received=days, pauses=st.lists(st.tuples(few, few), max_size=5), data=st.data())
def test_the_order_in_which_questions_were_entered_does_not_matter(received, pauses, data):
    questions = [
        (received + timedelta(days=ask), received + timedelta(days=ask + reply)) for ask, reply in pauses
    ]
    assert due(received, *data.draw(st.permutations(questions))) == due(received, *questions)


def test_a_complaint_is_acknowledged_within_thirty_days_of_the_day_after_it_came():
    dates = complaint_acknowledgement(date(2026, 11, 20))
    assert dates.limit == date(2026, 12, 21)
    assert dates.aim == date(2026, 12, 18)
