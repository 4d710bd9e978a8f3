"""Counting periods as the schedule does. Days in Europe/London; a file goes at the earliest the day after.

PostgreSQL counts the same way for whole councils (``retention_after`` and ``financial_year_end`` in the migrations);
the tests hold the two side by side.
"""

import calendar
from collections.abc import Iterable
from datetime import date

MARCH = 3


def period_after(start: date, *, years: int = 0, months: int = 0) -> date:
    """The same day of the month so much later; where that month has no such day, the first of the next.

    So a birthday on 29 February falls on 1 March in a common year (age law of England), and no period ends early.
    """
    months_on = start.month - 1 + months + 12 * years
    year, month = start.year + months_on // 12, months_on % 12 + 1
    if start.day <= calendar.monthrange(year, month)[1]:
        return date(year, month, start.day)
    return date(year + month // 12, month % 12 + 1, 1)


def birthday(born: date, age: int) -> date:
    """The day a person turns an age."""
    return period_after(born, years=age)


def financial_year_end(day: date) -> date:
    """The 31 March that ends the financial year of a day."""
    return date(day.year + (day.month > MARCH), MARCH, 31)


def latest(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known; ``None`` when none is."""
    return max((day for day in days if day is not None), default=None)


def is_over(due_on: date | None, on: date) -> bool:
    """Whether a period is over: from the day after its last day on, and never without a date."""
    return due_on is not None and due_on < on
