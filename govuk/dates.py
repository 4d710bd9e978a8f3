"""The date question: three inputs, GOV.UK's wording of every way it can go wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from govuk.widgets import DateInputs, DateParts

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
EARLIEST = date(1890, 1, 1)  # nobody in a record is older; an earlier year is a slip of the finger
LATEST = date(2199, 12, 31)  # nobody plans further ahead; so is a later one


class DateError(ValidationError):
    """What is wrong with a date, and in which of its inputs."""

    def __init__(self, message: str, code: str, date_parts: tuple[str, ...] = ()) -> None:
        super().__init__(message, code)
        self.date_parts = date_parts


class DateField(forms.Field):
    """A day people know, like a date of birth. Cleans to a ``date`` or None.

    ``past_only``: before today. ``not_future``: today or before. ``not_past``: today or later.
    ``today`` is asked at the moment of checking: Europe/London's date unless a caller hands in another.
    """

    widget = DateInputs

    def __init__(
        self,
        *,
        past_only: bool = False,
        not_future: bool = False,
        not_past: bool = False,
        earliest: date | None = EARLIEST,
        latest: date | None = LATEST,
        today: Callable[[], date] = timezone.localdate,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.past_only = past_only
        self.not_future = not_future
        self.not_past = not_past
        self.earliest = earliest
        self.latest = latest
        self.today = today

    def to_python(self, value: Any) -> date | None:
        """Read what was typed; month names count. Raises DateError for a day that never was."""
        if not value:
            return None
        if isinstance(value, date):
            return value
        parts = value if isinstance(value, DateParts) else DateParts(*_iso_parts(str(value)))
        self._check_complete(parts)
        if parts.year.isdecimal() and len(parts.year) != 4:
            raise DateError("Year must include 4 numbers", "short_year", ("year",))
        try:
            return date(int(parts.year), _month_number(parts.month), int(parts.day))
        except (ValueError, OverflowError) as error:  # the second from a number of twenty digits
            raise DateError(f"{self._name} must be a real date", "not_real", _impossible(parts)) from error

    def validate(self, value: Any) -> None:
        """Check the date against today and the limits of the question."""
        super().validate(value)
        if value is None:
            return
        problem = self._problem(value, self.today())
        if problem:
            raise DateError(f"{self._name} {problem}", "out_of_range")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed date differs from the one the page showed."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    @property
    def _name(self) -> str:
        return str(self.label or "Date")

    def _check_complete(self, parts: DateParts) -> None:
        missing = tuple(part for part in DateInputs.PARTS if not getattr(parts, part))
        if missing:
            words = " and ".join(missing)
            raise DateError(f"{self._name} must include a {words}", "incomplete", missing)

    def _problem(self, value: date, today: date) -> str | None:
        checks = (
            (self.past_only and value >= today, "must be in the past"),
            (self.not_future and value > today, "must be today or in the past"),
            (self.not_past and value < today, "must be today or in the future"),
            (
                bool(self.earliest and value < self.earliest),
                f"must be the same as or after {_words(self.earliest)}",
            ),
            (
                bool(self.latest and value > self.latest),
                f"must be the same as or before {_words(self.latest)}",
            ),
        )
        return next((words for wrong, words in checks if wrong), None)


def _words(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _iso_parts(text: str) -> tuple[str, str, str]:
    pieces = text.split("-")
    return (pieces[2], pieces[1], pieces[0]) if len(pieces) == 3 else (text, "?", "?")


def _month_number(text: str) -> int:
    word = text.strip(". ").lower()
    for names in (MONTHS, FULL_MONTHS):
        if word in names:
            return names.index(word) + 1
    return 9 if word == "sept" else int(text)


def _impossible(parts: DateParts) -> tuple[str, ...]:
    """The one input that cannot be right; all three when they only fail together, like 31 June."""
    checks = (
        ("day", _fails(parts.day, 31, int)),
        ("month", _fails(parts.month, 12, _month_number)),
        ("year", _fails(parts.year, 9999, int)),
    )
    return tuple(part for part, wrong in checks if wrong)


def _fails(text: str, most: int, read: Callable[[str], int]) -> bool:
    try:
        return not 1 <= read(text) <= most
    except ValueError:
        return True
