"""When tasks are due, when visits may be planned and written up, how a calendar's key is kept. Days are London's."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from cases.diary.models import Visit

LONDON = ZoneInfo("Europe/London")
FURTHEST = datetime.timedelta(days=366)
"""How far ahead a task or a visit may be planned; a later year is a slip of the finger."""
FEED_BEHIND, FEED_AHEAD = datetime.timedelta(days=14), datetime.timedelta(days=92)


class When(StrEnum):
    """Where a task stands on the page of a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


def when(due_on: datetime.date, today: datetime.date) -> When:
    """Overdue, today, until this week's Sunday, or later."""
    if due_on < today:
        return When.OVERDUE
    if due_on == today:
        return When.TODAY
    return When.WEEK if due_on <= week_of(today)[-1] else When.LATER


def by_when(tasks: Iterable[Any], today: datetime.date) -> dict[When, list[Any]]:
    """Tasks by where they stand, in the order they come in."""
    places: dict[When, list[Any]] = {place: [] for place in When}
    for task in tasks:
        places[when(task.due_on, today)].append(task)
    return places


def week_of(day: datetime.date) -> list[datetime.date]:
    """Monday to Sunday around a day."""
    monday = day - datetime.timedelta(days=day.weekday())
    return [monday + datetime.timedelta(days=number) for number in range(7)]


def moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """A time of a day in London; of an hour that comes twice, the first (as RFC 5545 reads it)."""
    return datetime.datetime.combine(day, time.replace(fold=0), LONDON)


def is_on_the_clock(day: datetime.date, time: datetime.time) -> bool:
    """Whether there is such a time that day: in the last night of March the clocks leave out an hour."""
    at = moment(day, time)
    there = at.astimezone(datetime.UTC).astimezone(LONDON)
    return there.replace(tzinfo=None) == at.replace(tzinfo=None)


def minutes(visit: Visit) -> int:
    """How long a visit is planned to take, by the clock on the wall."""
    start, end = (datetime.datetime.combine(visit.visit_on, at) for at in (visit.starts_at, visit.ends_at))
    return int((end - start).total_seconds() // 60)


def may_be_recorded(visit: Visit, now: datetime.datetime) -> bool:
    """A visit is written up once it has begun and was not called off."""
    return not visit.is_called_off and moment(visit.visit_on, visit.starts_at) <= now


def digest(key: str) -> str:
    """What is kept of a calendar's key. The key is 256 bits of chance, so a plain hash cannot be turned round."""
    return hashlib.sha256(key.encode()).hexdigest()
