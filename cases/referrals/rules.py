"""Working time at the front door, and who may do what with a referral."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cases.families.models.timescale import Step
from cases.families.rules.timescales import Timescales
from cases.referrals.models import FrontDoor, Referral, Stage
from govuk.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = datetime.time(9), datetime.time(17)
DAY_IN_MINUTES = 8 * 60
ONE_DAY = datetime.timedelta(days=1)
LONGEST_COUNTED = 366  # days; what has waited longer is late enough


def due_after(received: datetime.datetime, hours: int) -> datetime.datetime:
    """The moment when so many working hours have passed since something arrived."""
    left = hours * 60
    day = received.astimezone(LONDON).date()
    while True:
        free = _minutes(day, received, None)
        if free >= left:
            return _starts(day, received) + datetime.timedelta(minutes=left)
        left -= free
        day += ONE_DAY


def working_minutes(since: datetime.datetime, until: datetime.datetime) -> int:
    """Minutes of office hours between two moments, weekends and bank holidays left out."""
    day, last = since.astimezone(LONDON).date(), until.astimezone(LONDON).date()
    day = max(day, last - LONGEST_COUNTED * ONE_DAY)
    found = 0
    while day <= last:
        found += _minutes(day, since, until)
        day += ONE_DAY
    return found


def age_words(minutes: int) -> str:
    """ "Under an hour", "3 working hours", "2 working days": how old something is, as an office counts it."""
    if minutes < 60:
        return "Under an hour"
    if minutes < DAY_IN_MINUTES:
        return _counted(minutes // 60, "working hour")
    return _counted(minutes // DAY_IN_MINUTES, "working day")


def may_triage(referral: Referral, teams: Collection[uuid.UUID]) -> bool:
    """Whether a team of the reader received it; others who see it read it and leave it alone."""
    return referral.team_id in teams


def is_open(referral: Referral) -> bool:
    """Whether it still waits for a decision."""
    return referral.stage != Stage.DONE


@dataclass(frozen=True)
class Clock:
    """How old a referral is and how it stands to its time."""

    age: str
    is_overdue: bool
    due_at: datetime.datetime

    @property
    def due(self) -> datetime.datetime:
        """When it is to be decided, in London."""
        return self.due_at.astimezone(LONDON)


def clock(referral: Referral, now: datetime.datetime) -> Clock:
    """The clock of a referral; it stands still once it is decided."""
    until = referral.decided_at or now
    return Clock(
        age=age_words(working_minutes(referral.received_at, until)),
        is_overdue=until > referral.due_at,
        due_at=referral.due_at,
    )


def search_due_at(referral: Referral, timescales: Timescales) -> datetime.datetime | None:
    """By when our records have to be searched for who it names, nights and weekends counted; ``None`` once it is done.

    The search is done when it is linked to a family, opened, or written down to have found nobody; a decision ends it
    too (casework.md, section 7).
    """
    if referral.searched_at or referral.family_id or not is_open(referral):
        return None
    return timescales.soonest(Step.SEARCH, referral.received_at)


def due_for(received: datetime.datetime, priority: str, door: FrontDoor) -> datetime.datetime:
    """By when a referral of this priority is to be decided."""
    return due_after(received, door.hours_for(priority))


def _starts(day: datetime.date, since: datetime.datetime) -> datetime.datetime:
    return max(datetime.datetime.combine(day, OPENS, LONDON), since.astimezone(LONDON))


def _minutes(day: datetime.date, since: datetime.datetime, until: datetime.datetime | None) -> int:
    if not is_working_day(day):
        return 0
    closes = datetime.datetime.combine(day, CLOSES, LONDON)
    ends = min(closes, until.astimezone(LONDON)) if until else closes
    return max(0, int((ends - _starts(day, since)).total_seconds() // 60))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
