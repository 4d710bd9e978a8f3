"""Which dates of birth are possible for somebody who is entered today."""

import datetime

from dateutil.relativedelta import relativedelta

from cases.families.models.person import BirthDate

OLDEST = relativedelta(years=120)
LONGEST_PREGNANCY = relativedelta(months=10)


def new_birth_date_problem(kind: str, born: datetime.date | None, *, today: datetime.date) -> str | None:
    """What is wrong with the date of birth of a new person, in words for beside the field; ``None`` when nothing is.

    ``today`` is Europe/London's date.
    """
    if kind == BirthDate.UNKNOWN:
        return "Remove the date, or say how well it is known" if born else None
    if born is None:
        return "Enter an expected date" if kind == BirthDate.UNBORN else "Enter a date of birth"
    if kind == BirthDate.UNBORN:
        if born <= today:
            return "Expected date must be in the future"
        return "Expected date must be within the next 10 months" if born > today + LONGEST_PREGNANCY else None
    if born > today:
        return "Date of birth must be today or in the past"
    return "Date of birth must be within the last 120 years" if born < today - OLDEST else None
