"""When a group meets, whether a register can be taken, and how attendance is counted."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cases.groups.models import Mark, Session, SessionState
from cases.groups.models.register import ATTENDED
from govuk.working_days import is_working_day

SATURDAY = 5
MOST_SESSIONS = 60


def session_days(
    first: datetime.date, *, every: int, count: int, skip: Collection[datetime.date]
) -> list[datetime.date]:
    """The days of ``count`` sessions from the first on, leaving out bank holidays and the days to skip.

    A day left out is made up for at the end, so that everybody gets the whole course.
    """
    days: list[datetime.date] = []
    day = first
    while len(days) < count:
        if not is_bank_holiday(day) and day not in skip:
            days.append(day)
        day += datetime.timedelta(days=every)
    return days


def is_bank_holiday(day: datetime.date) -> bool:
    """A weekday on which nobody works. A group may meet on a Saturday."""
    return day.weekday() < SATURDAY and not is_working_day(day)


def may_take_register(session: Session, today: datetime.date) -> bool:
    """From the day itself on, and not of one that was moved or cancelled."""
    return session.state == SessionState.PLANNED and session.happens_on <= today


def first_mark(session: Session, asked_on: datetime.date) -> str:
    """What is marked for somebody before anybody says so: present, because that is what most are.

    Not on a register that was taken already, save for somebody put down on the day itself, who walked in; and not for
    somebody who was put down only after it.
    """
    if asked_on > session.happens_on:
        return ""
    if session.register_taken_at is not None and asked_on != session.happens_on:
        return ""
    return Mark.PRESENT.value


def may_move(session: Session) -> bool:
    """Until its register is taken; what happened is not moved."""
    return session.state == SessionState.PLANNED and session.register_taken_at is None


@dataclass(frozen=True)
class Rate:
    """How many came of those who were expected; the excused are not expected."""

    came: int
    expected: int

    @property
    def percent(self) -> int | None:
        """Whole percent; ``None`` where nobody was expected."""
        return round(100 * self.came / self.expected) if self.expected else None

    @property
    def words(self) -> str:
        """The figures."""
        return f"{self.came} of {self.expected} ({self.percent}%)" if self.expected else "No register yet"

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.came + other.came, self.expected + other.expected)


def rate_of(marks: Iterable[str]) -> Rate:
    """The rate of some lines of registers."""
    counted = [mark for mark in marks if mark != Mark.EXCUSED]
    return Rate(sum(mark in ATTENDED for mark in counted), len(counted))


def days_in(text: str) -> Iterator[str]:
    """The words of a list of days, one a line or between commas."""
    return (part.strip() for line in text.splitlines() for part in line.split(",") if part.strip())
