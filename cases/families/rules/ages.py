"""How old somebody is, in words."""

import datetime

from dateutil.relativedelta import relativedelta

from cases.families.models import Person
from cases.families.models.person import BirthDate


def age_words(person: Person, today: datetime.date) -> str:
    """ "7 years", "5 months", "expected 3 May 2027", "about 30 years"; empty when nothing is known.

    Months are counted up to the second birthday, as health visitors do. For the dead: the age they reached.
    """
    born = person.date_of_birth
    if born is None:
        return ""
    if person.birth_date_kind == BirthDate.UNBORN:
        return f"expected {_day(born)}"
    if person.date_of_death:
        return f"died {_day(person.date_of_death)}, aged {_span(born, person.date_of_death)}"
    words = _span(born, today)
    return f"about {words}" if person.birth_date_kind == BirthDate.ESTIMATED else words


def _span(born: datetime.date, on: datetime.date) -> str:
    age = relativedelta(on, born)
    if age.years >= 2:
        return f"{age.years} years"
    months = age.years * 12 + age.months
    if months >= 1:
        return f"{months} month{'' if months == 1 else 's'}"
    return f"{(on - born).days} day{'' if (on - born).days == 1 else 's'}"


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"
