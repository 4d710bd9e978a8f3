"""Periods are counted as the law counts them: never early, and the same in Python and in PostgreSQL."""

import datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention.rules.dates import birthday, financial_year_end, is_over, latest, period_after

days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
ONE_DAY = datetime.timedelta(days=1)


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "years", "months", "end"),
    [
        ("2026-03-31", 6, 0, "2032-03-31"),
        ("2024-02-29", 1, 0, "2025-03-01"),
        ("2024-02-29", 4, 0, "2028-02-29"),
        ("2026-08-31", 0, 6, "2027-03-01"),
        ("2026-08-31", 0, 1, "2026-10-01"),
        ("2026-12-31", 0, 2, "2027-03-01"),
        ("2023-12-31", 0, 2, "2024-03-01"),
    ],
)
def test_a_period_ends_on_the_same_day_or_on_the_first_after_it(start, years, months, end):
    assert period_after(date(start), years=years, months=months) == date(end)


def test_the_example_of_the_schedule_is_due_after_31_march_2033():
    assert period_after(financial_year_end(date("2026-05-15")), years=6) == date("2033-03-31")
    assert not is_over(date("2033-03-31"), date("2033-03-31"))
    assert is_over(date("2033-03-31"), date("2033-04-01"))


@given(days)
def test_a_financial_year_ends_on_31_march_within_a_year_and_never_before_the_day(day):
    end = financial_year_end(day)
    assert (end.month, end.day) == (3, 31)
    assert datetime.timedelta(0) <= end - day < datetime.timedelta(days=366)


@given(days, st.integers(0, 100))
def test_a_birthday_keeps_day_and_month_save_for_29_february(born, age):
    turned = birthday(born, age)
    assert turned.year == born.year + age
    if (turned.month, turned.day) != (born.month, born.day):
        assert (born.month, born.day, turned.month, turned.day) == (2, 29, 3, 1)


@given(days, st.integers(0, 75), st.integers(0, 24))
def test_a_longer_period_never_ends_sooner(start, years, months):
    end = period_after(start, years=years, months=months)
    assert period_after(start, years=years, months=months + 1) >= end
    assert period_after(start + ONE_DAY, years=years, months=months) >= end
    assert end >= start


@given(st.lists(st.none() | days))
def test_the_latest_known_day_counts_and_no_known_day_gives_no_date(some):
    found = latest(some)
    known = [day for day in some if day]
    assert (found is None) == (not known)
    assert all(day <= found for day in known)
    assert not is_over(None, datetime.date(2999, 1, 1))


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(days, st.integers(0, 1200)), min_size=20, max_size=60))
def test_postgresql_counts_as_python_does(cases):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT retention_after(d, m), financial_year_end(d)"
            " FROM unnest(%s::date[], %s::integer[]) WITH ORDINALITY AS c (d, m, n) ORDER BY n",
            [[day for day, _ in cases], [months for _, months in cases]],
        )
        counted = cursor.fetchall()
    assert counted == [(period_after(day, months=months), financial_year_end(day)) for day, months in cases]
