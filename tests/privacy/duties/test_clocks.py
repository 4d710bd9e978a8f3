"""The clocks: thirty days to acknowledge a complaint, 72 hours to tell the Commissioner of a breach."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govuk.working_days import is_working_day
from privacy.duties.models.breach import Likelihood, Severity
from privacy.duties.rules.clocks import breach_words, complaint_clock, tell_ico_by
from privacy.duties.rules.risk import HIGH, LOW, MATRIX, least_severity, weigh

LONDON = ZoneInfo("Europe/London")
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 6, 30))
few = st.integers(0, 60)
BOUNDS = [datetime.datetime.fromisoformat(day) for day in ("2024-01-01", "2030-01-01")]
moments = st.datetimes(*BOUNDS, timezones=st.just(LONDON), allow_imaginary=False)
HOUR = datetime.timedelta(hours=1)


def clock(received, acknowledged=(), told=(), answered_on=None):
    return complaint_clock(received, acknowledged=acknowledged, told=told, answered_on=answered_on)


def test_thirty_days_end_on_a_working_day_and_we_aim_for_twenty_eight():
    found = clock(datetime.date(2026, 11, 20))
    assert (found.aim, found.limit) == (datetime.date(2026, 12, 18), datetime.date(2026, 12, 21))


@given(days)
def test_the_aim_is_before_the_limit_on_either_reading_of_the_act(received):
    found = clock(received)
    assert found.aim < received + datetime.timedelta(days=30) <= found.limit
    assert is_working_day(found.limit)
    assert (found.limit - received).days <= 30 + 5, "no run of holidays is longer"


@given(days, st.lists(few, max_size=4), st.lists(few, max_size=4), st.none() | few)
def test_the_first_letter_counts_and_an_answer_acknowledges_too(received, acknowledged, told, answered):
    def on(number):
        return received + datetime.timedelta(days=number)

    found = clock(
        received,
        [on(n) for n in acknowledged],
        [on(n) for n in told],
        None if answered is None else on(answered),
    )
    heard = [*acknowledged, *([] if answered is None else [answered])]
    assert found.acknowledged_on == (on(min(heard)) if heard else None)
    assert found.was_in_time == (on(min(heard)) <= found.limit if heard else None)
    if heard:
        assert found.last_told_on == on(max([min(heard), *told, *([] if answered is None else [answered])]))


@given(days, few)
def test_every_day_says_in_words_how_many_are_left_or_how_late_it_is(received, later):
    found, on = clock(received), received + datetime.timedelta(days=later)
    left = found.days_left(on)
    words = found.words(on)
    assert (f"{left} day" in words) if left >= 0 else (f"{-left} day" in words and "late" in words)
    assert found.needs_somebody(on) or left > 7


def test_whoever_complained_hears_from_us_every_four_weeks():
    received = datetime.date(2026, 11, 20)
    found = clock(received, acknowledged=[received], told=[received])
    assert "in time" in found.words(received + datetime.timedelta(days=28))
    assert not found.needs_somebody(received + datetime.timedelta(days=28))
    late = received + datetime.timedelta(days=29)
    assert "No news for 29 days: tell them how it goes" in found.words(late)
    assert found.needs_somebody(late)


@given(moments)
def test_seventy_two_hours_pass_whatever_the_clocks_do(aware_at):
    by = tell_ico_by(aware_at)
    assert by.timestamp() - aware_at.timestamp() == 72 * 3600
    assert by.tzinfo is LONDON
    shift = by.utcoffset() - aware_at.utcoffset()
    assert by.replace(tzinfo=None) - aware_at.replace(tzinfo=None) == 72 * HOUR + shift
    assert abs(shift) in (datetime.timedelta(0), HOUR)


@pytest.mark.parametrize(
    ("aware", "by"),
    [
        pytest.param("2026-11-27T16:00", "2026-11-30T16:00", id="over a weekend"),
        pytest.param("2026-12-24T18:00", "2026-12-27T18:00", id="over Christmas"),
        pytest.param(
            "2026-10-23T12:00", "2026-10-26T11:00", id="clocks go back: the time of day comes earlier"
        ),
        pytest.param(
            "2027-03-26T12:00", "2027-03-29T13:00", id="clocks go forward: the time of day comes later"
        ),
    ],
)
def test_the_hours_run_over_weekends_holidays_and_changes_of_the_clock(aware, by):
    start = datetime.datetime.fromisoformat(aware).replace(tzinfo=LONDON)
    assert f"{tell_ico_by(start):%Y-%m-%dT%H:%M}" == by


def test_of_the_hour_that_comes_twice_both_are_told_apart():
    first = datetime.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    second = first.replace(fold=1)
    assert (tell_ico_by(second) - tell_ico_by(first).astimezone(datetime.UTC)) == HOUR


@given(moments, st.integers(-200, 200))
def test_the_words_about_the_hours_are_true_at_every_moment(aware_at, hours):
    by = tell_ico_by(aware_at)
    now = by.astimezone(datetime.UTC) - hours * HOUR
    words = breach_words(aware_at, None, now)
    assert (f"{hours} hour" in words) if hours >= 0 else ("The 72 hours ended" in words)
    assert ("in time" in breach_words(aware_at, now, now)) == (hours >= 0)


def test_more_likely_or_worse_never_weighs_less():
    order = [LOW, "risk", HIGH]
    weights = [[order.index(cell) for cell in row] for row in MATRIX]
    for row in weights:
        assert row == sorted(row)
    for column in zip(*weights, strict=True):
        assert list(column) == sorted(column)


@given(st.sampled_from(Likelihood), st.sampled_from(Severity))
def test_whoever_is_to_be_told_is_told_with_the_commissioner(likelihood, severity):
    proposal = weigh(likelihood, severity)
    assert proposal.tell_ico or not proposal.tell_people
    assert proposal.tell_people or severity < Severity.GRAVE or likelihood == Likelihood.VERY_UNLIKELY


def test_where_somebody_hides_is_never_a_small_thing():
    assert least_severity(["texts"]) == Severity.SLIGHT
    assert least_severity(["texts", "health_and_disability"]) == Severity.SOME
    assert least_severity(["safety", "texts"]) == Severity.SERIOUS
