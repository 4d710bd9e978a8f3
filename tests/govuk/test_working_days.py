"""The working days the clock rolls on to."""

from datetime import date

import pytest

from govuk.working_days import (
    is_working_day,
    published_holidays,
    published_years,
    standing_holidays,
)

ONE_OFF_OR_MOVED = {
    2012: "Diamond Jubilee",
    2020: "75 years since VE Day",
    2022: "Platinum Jubilee and state funeral",
    2023: "Coronation",
}


def test_the_packaged_list_covers_the_years_our_deadlines_fall_in():
    assert {2026, 2027, 2028} <= set(published_years())


@pytest.mark.parametrize(
    "substitute", [date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)]
)
def test_substitute_days_are_bank_holidays(substitute):
    assert substitute in published_holidays()
    assert not is_working_day(substitute)


@pytest.mark.parametrize("scottish", [date(2026, 1, 2), date(2026, 11, 30)])
def test_the_holidays_of_scotland_are_working_days_here(scottish):
    assert is_working_day(scottish)


@pytest.mark.parametrize("year", [year for year in published_years() if year not in ONE_OFF_OR_MOVED])
def test_the_standing_holidays_we_work_out_are_the_ones_that_were_published(year):
    assert standing_holidays(year) == {day for day in published_holidays() if day.year == year}


def test_one_off_holidays_come_from_the_published_list():
    assert not is_working_day(date(2022, 9, 19))
