"""Due dates from record dates: every rule holds for any day and any amount."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.families.models import Timescale
from cases.families.models.timescale import Step, Unit
from cases.families.rules.timescales import Allowance, Timescales
from govuk.working_days import is_working_day

ONE_DAY = datetime.timedelta(days=1)
days = st.dates(datetime.date(2015, 1, 1), datetime.date(2045, 12, 31))
amounts = st.integers(1, 60)
allowances = st.builds(Allowance, amounts, st.sampled_from(Unit.values))


@given(days, amounts)
def test_working_days_end_on_a_working_day_with_exactly_so_many_of_them_after_the_start(
    since: datetime.date, amount: int
) -> None:
    due = Allowance(amount, Unit.WORKING_DAYS).due_on(since)
    between = [since + ONE_DAY * number for number in range(1, (due - since).days + 1)]
    assert is_working_day(due)
    assert sum(map(is_working_day, between)) == amount


@given(days, amounts)
def test_weeks_end_on_the_same_day_of_the_week(since: datetime.date, amount: int) -> None:
    due = Allowance(amount, Unit.WEEKS).due_on(since)
    assert (due - since).days == 7 * amount


@given(days, amounts)
def test_months_end_on_the_same_day_of_the_month_or_its_last(since: datetime.date, amount: int) -> None:
    due = Allowance(amount, Unit.MONTHS).due_on(since)
    assert (due.year - since.year) * 12 + due.month - since.month == amount
    assert due.day == since.day or (due.day < since.day and (due + ONE_DAY).day == 1)


@given(allowances, days, st.integers(0, 400))
def test_a_later_start_is_never_due_earlier(allowance: Allowance, since: datetime.date, later: int) -> None:
    assert since < allowance.due_on(since) <= allowance.due_on(since + ONE_DAY * later)


@given(allowances, days)
def test_the_last_start_is_due_in_time_and_a_day_later_is_not(
    allowance: Allowance, until: datetime.date
) -> None:
    start = allowance.last_start(until)
    assert allowance.due_on(start) <= until < allowance.due_on(start + ONE_DAY)


@given(allowances, days, st.times())
def test_a_moment_is_due_no_later_than_the_end_of_the_day_it_is_due(
    allowance: Allowance, day: datetime.date, time: datetime.time
) -> None:
    since = datetime.datetime.combine(day, time, datetime.UTC)
    due = allowance.due_at(since)
    assert due > since
    if allowance.unit == Unit.HOURS:
        assert due - since == datetime.timedelta(hours=allowance.amount)


def test_bank_holidays_are_no_working_days() -> None:
    christmas_eve = datetime.date(2026, 12, 24)
    assert Allowance(1, Unit.WORKING_DAYS).due_on(christmas_eve) == datetime.date(2026, 12, 29)


@pytest.mark.django_db
def test_a_new_portal_has_the_published_timings_each_with_its_first_version() -> None:
    found = {
        (row.step, row.amount, row.unit) for row in Timescale.objects.filter(service_kind="targeted_support")
    }
    assert {
        ("search", 48, "hours"), ("assessment", 10, "working_days"), ("family_copy", 15, "working_days"),
        ("first_review", 6, "weeks"), ("later_review", 3, "months"), ("reassessment", 12, "months"),
    } <= found  # fmt: skip
    assert all(row.history.count() == 1 for row in Timescale.objects.all())


def test_a_step_without_a_timescale_in_use_has_no_due_date() -> None:
    since = datetime.date(2026, 3, 2)
    row = Timescale(service_kind="hub", step=Step.FIRST_VISIT, amount=2, unit=Unit.WEEKS)
    unused = Timescale(service_kind="hub", step=Step.ASSESSMENT, amount=2, unit=Unit.WEEKS, is_used=False)
    timescales = Timescales.of([row, unused])
    assert timescales.due_on("hub", Step.FIRST_VISIT, since) == datetime.date(2026, 3, 16)
    assert timescales.due_on("hub", Step.ASSESSMENT, since) is None
    assert timescales.due_on("survey", Step.FIRST_VISIT, since) is None
    assert timescales.last_starts(Step.FIRST_VISIT, datetime.date(2026, 3, 16)) == {"hub": since}
    assert timescales.last_starts(Step.ASSESSMENT, since) == {}
