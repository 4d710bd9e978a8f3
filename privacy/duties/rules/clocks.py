"""The clocks of both duties: worked out each time from what happened, never stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from privacy.rules.deadline import complaint_acknowledgement

LONDON = ZoneInfo("Europe/London")
TELL_THE_ICO_WITHIN = datetime.timedelta(hours=72)
NEWS_AFTER = datetime.timedelta(days=28)
"""Our own promise: whoever complained hears from us at least every four weeks."""


@dataclass(frozen=True)
class ComplaintClock:
    """By when a complaint is to be acknowledged and when it was; when its writer last heard from us."""

    aim: datetime.date
    limit: datetime.date
    acknowledged_on: datetime.date | None
    last_told_on: datetime.date | None

    @property
    def was_in_time(self) -> bool | None:
        """Whether the acknowledgement kept the limit; ``None`` before it went out."""
        return None if self.acknowledged_on is None else self.acknowledged_on <= self.limit

    def days_left(self, on: datetime.date) -> int:
        """Days until the limit; below nought when it has passed."""
        return (self.limit - on).days

    def words(self, on: datetime.date) -> str:
        """Where it stands on a day, in words for an officer."""
        if self.acknowledged_on is None:
            left = self.days_left(on)
            if left < 0:
                return f"Acknowledgement is {_days(-left)} late: it was due {_day(self.limit)}"
            if on > self.aim:
                return f"Acknowledge by {_day(self.limit)}: {_days(left)} left, and our aim has passed"
            return f"Acknowledge by {_day(self.limit)}, aim for {_day(self.aim)}: {_days(left)} left"
        said = f"Acknowledged {_day(self.acknowledged_on)}, {'in time' if self.was_in_time else 'late'}"
        if self.last_told_on and on - self.last_told_on > NEWS_AFTER:
            return f"{said}. No news for {_days((on - self.last_told_on).days)}: tell them how it goes"
        return said

    def needs_somebody(self, on: datetime.date) -> bool:
        """Whether it is late, or within a week of its aim, or its writer waits for news."""
        if self.acknowledged_on is None:
            return on >= self.aim - datetime.timedelta(days=7)
        return self.last_told_on is not None and on - self.last_told_on > NEWS_AFTER


def complaint_clock(
    received_on: datetime.date,
    *,
    acknowledged: Iterable[datetime.date],
    told: Iterable[datetime.date],
    answered_on: datetime.date | None,
) -> ComplaintClock:
    """The clock of a complaint. An answer acknowledges too: one letter may do both."""
    dates = complaint_acknowledgement(received_on)
    ends = [answered_on] if answered_on else []
    first = min([*acknowledged, *ends], default=None)
    last = max([*([first] if first else []), *told, *ends], default=None)
    return ComplaintClock(dates.aim, dates.limit, first, last)


def tell_ico_by(aware_at: datetime.datetime) -> datetime.datetime:
    """The moment by which the Commissioner is told: 72 hours on, nights, weekends and the change of clocks included.

    Hours are counted as they pass, so over a night when clocks change the time of day moves by an hour.
    """
    return (aware_at.astimezone(datetime.UTC) + TELL_THE_ICO_WITHIN).astimezone(LONDON)


def breach_words(
    aware_at: datetime.datetime, told_at: datetime.datetime | None, now: datetime.datetime
) -> str:
    """Where the 72 hours stand, in words for an officer."""
    by = tell_ico_by(aware_at)
    if told_at is not None:
        return f"Told {_moment(told_at)}, {'in time' if told_at <= by else 'after the 72 hours'}"
    if now > by:
        return f"The 72 hours ended {_moment(by)}"
    hours = int((by - now) / datetime.timedelta(hours=1))
    return f"Until {_moment(by)}: {hours} hour{'' if hours == 1 else 's'} left"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _day(date: datetime.date) -> str:
    return f"{date:%-d %B %Y}"


def _moment(at: datetime.datetime) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y at %H:%M}"
