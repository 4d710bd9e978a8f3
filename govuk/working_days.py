"""Working days of England and Wales: what a legal clock rolls on to, and when offices are open.

The days come from the list GOV.UK publishes, as packaged in `govuk-bank-holidays` (nothing is fetched). Outside
the years of that list we work the eight standing holidays out from the Banking and Financial Dealings Act 1971
and common law, and say so through `bank_holidays_known`: a one-off day, such as a coronation, cannot be foreseen.
"""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta
from govuk_bank_holidays.bank_holidays import BankHolidays

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)


@cache
def published_holidays() -> frozenset[date]:
    """The bank holidays of England and Wales as GOV.UK published them, substitute and one-off days included."""
    calendar = BankHolidays(use_cached_holidays=True)
    events = calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(event["date"] for event in events)


@cache
def published_years() -> range:
    """The years the published list covers; every year in it is complete."""
    years = {day.year for day in published_holidays()}
    return range(min(years), max(years) + 1)


@cache
def standing_holidays(year: int) -> frozenset[date]:
    """The eight holidays every year has, with substitute days, worked out rather than published."""
    moving = {
        easter(year) + relativedelta(days=-2),
        easter(year) + relativedelta(days=+1),
        date(year, 5, 1) + relativedelta(weekday=MO(+1)),
        date(year, 5, 31) + relativedelta(weekday=MO(-1)),
        date(year, 8, 31) + relativedelta(weekday=MO(-1)),
    }
    fixed: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        fixed.add(_substitute(day, taken=fixed))
    return frozenset(moving | fixed)


def _substitute(day: date, *, taken: set[date]) -> date:
    """The day itself, or the next free weekday when it falls on a weekend or on another's substitute."""
    while day.weekday() in (SATURDAY, SUNDAY) or day in taken:
        day += ONE_DAY
    return day


def bank_holidays_known(day: date) -> bool:
    """Whether GOV.UK had published the bank holidays of that year when our copy of the list was made."""
    return day.year in published_years()


def is_working_day(day: date) -> bool:
    """Not a Saturday, a Sunday or a bank holiday of England and Wales."""
    if day.weekday() in (SATURDAY, SUNDAY):
        return False
    holidays = published_holidays() if bank_holidays_known(day) else standing_holidays(day.year)
    return day not in holidays


def working_day_on_or_after(day: date) -> date:
    """The day itself if people work on it, else the next day they do."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_after(day: date, count: int) -> date:
    """The day on which that many working days have passed; the first day itself does not count."""
    for _ in range(count):
        day = working_day_on_or_after(day + ONE_DAY)
    return day
