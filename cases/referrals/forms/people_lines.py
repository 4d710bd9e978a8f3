"""Reading people typed one on a line: "Sam Lee, 27 3 2015"."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms

from cases.referrals.actions.record import Named
from cases.referrals.models import ReferralPerson
from govuk.fields import DateField, LongTextField
from govuk.widgets import DateParts

MOST_PEOPLE = 12
LONGEST_NAME = 100
EARLIEST = datetime.date(1900, 1, 1)


class PeopleField(LongTextField):
    """People of one kind. Each line is a name and, after a comma, a date of birth where it is known."""

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        super().__init__(max_length=2_000, rows=3, required=False, **kwargs)
        self.kind = kind

    def clean(self, value: Any) -> tuple[Named, ...]:
        """The lines as people; what is wrong names its line."""
        text = super().clean(value)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) > MOST_PEOPLE:
            raise forms.ValidationError(f"Enter {MOST_PEOPLE} people or fewer", "too_many")
        found = [_read(line, self.kind, number) for number, line in enumerate(lines, 1)]
        return tuple({person.key: person for person in found}.values())


def as_lines(people: list[ReferralPerson], kind: str) -> str:
    """The people of one kind as they would be typed."""
    return "\n".join(_line(row) for row in people if row.kind == kind)


def _line(row: ReferralPerson) -> str:
    born = row.date_of_birth
    told = f", {born.day} {born:%B %Y}" if born else ""
    # A last name of two words is set apart by a comma, so that it is read back as it was meant.
    name = row.full_name
    if row.given_name and len(row.family_name.split()) > 1:
        name = f"{row.given_name}, {row.family_name}"
    return f"{name}{told}"


def _read(line: str, kind: str, number: int) -> Named:
    parts = [part.strip() for part in line.split(",") if part.strip()]
    born = None
    if len(parts) > 1 and any(letter.isdigit() for letter in parts[-1]):
        born = _date(parts.pop(), number)
    if not parts or len(parts) > 2 or any(letter.isdigit() for letter in "".join(parts)):
        raise forms.ValidationError(
            f"Line {number} must be a name, a comma and a date of birth, like Sam Lee, 27 3 2015", "line"
        )
    given, family = parts if len(parts) == 2 else _split(parts[0])
    if max(len(given), len(family)) > LONGEST_NAME:
        raise forms.ValidationError(f"The name on line {number} must be {LONGEST_NAME} characters or fewer")
    return Named(kind, given, family, born)


def _split(name: str) -> tuple[str, str]:
    given, _, family = name.rpartition(" ")
    return given.strip(), family.strip()


def _date(text: str, number: int) -> datetime.date | None:
    words = re.split(r"[\s/.-]+", text.strip())
    if len(words) == 1:
        raise forms.ValidationError(
            f"The date of birth on line {number} must include a day, a month and a year", "date"
        )
    field = DateField(label=f"The date of birth on line {number}", earliest=EARLIEST, required=False)
    day, month, year = (*words, "", "")[:3]
    found: datetime.date | None = field.clean(DateParts(day, month, year))
    return found
