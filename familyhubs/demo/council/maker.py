"""Chance with a seed, days counted from a given today, and the one way in which the demo writes a row."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.records import Record
from familyhubs.demo.council.ledger import Ledger

R = TypeVar("R", bound=Record)
T = TypeVar("T")

DAYS_A_YEAR = 365.25
# Numbers of Ofcom's drama range with a meaning at GOV.UK Notify are left out.
MEANT_BY_NOTIFY = {0, 2, 3, 111, 222}
OF_TEAMS = set(range(500, 530))


class Maker:
    """Everything a generator of rows asks of the outside: chance, today, numbers nobody has, and a place to write.

    The same seed and the same today make the same council. ``today`` and every other day are days in London.
    """

    def __init__(self, *, seed: int, today: datetime.date) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up families, no secrets
        self.today = today
        self.now = self.moment(today, 0, 1)  # the first minute of the day: never ahead of the clock
        self.ledger = Ledger()
        self._mobiles = self._numbers("+447700900", skip=MEANT_BY_NOTIFY)
        self._landlines = self._numbers("+441632960", skip=OF_TEAMS)

    def one_of(self, choices: Sequence[T]) -> T:
        """Any of them."""
        return self.chance.choice(choices)

    def now_and_then(self, share: float) -> bool:
        """True in that share of cases."""
        return self.chance.random() < share

    def between(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return self.chance.randint(first, last)

    def years_before(self, day: datetime.date, least: float, most: float) -> datetime.date:
        """A day so many years before another."""
        return day - datetime.timedelta(days=round(self.chance.uniform(least, most) * DAYS_A_YEAR))

    def days_ago(self, days: int) -> datetime.date:
        """A day counted back from today."""
        return self.today - datetime.timedelta(days=days)

    def working_day(self, day: datetime.date) -> datetime.date:
        """The day itself, or the Friday before it: hubs and teams rest at the weekend."""
        return day - datetime.timedelta(days=max(0, day.weekday() - 4))

    def working_day_after(self, day: datetime.date) -> datetime.date:
        """The next day that is no Saturday or Sunday."""
        return day + datetime.timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))

    def moment(self, day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        """That time of day in London."""
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))

    def mobile(self) -> str:
        """A mobile number that can never ring: 07700 900000 to 900999."""
        return next(self._mobiles)

    def landline(self) -> str:
        """A landline that can never ring: 01632 960000 to 960999."""
        return next(self._landlines)

    def reference(self, letters: str) -> str:
        """The next free reference of a family or a person."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('families_reference')")
            (number,) = cursor.fetchone()
        return f"{letters}-{number}"

    def key(self, at: datetime.datetime) -> uuid.UUID:
        """A UUID version 7 of that moment, its random part from the seed."""
        bits = (int(at.timestamp() * 1000) << 80) | self.chance.getrandbits(80)
        bits = bits & ~(0xF << 76) | (7 << 76)
        return uuid.UUID(int=bits & ~(0x3 << 62) | (2 << 62))

    def keep(self, row: R, *, by: User | None, on: datetime.date, reason: str) -> R:
        """Enter a row as if somebody had typed it on that day: its version says so too."""
        at = min(self.now, self.moment(on, self.between(9, 16), self.between(0, 59)))
        return self.keep_at(row, by=by, at=at, reason=reason)

    def keep_at(self, row: R, *, by: User | None, at: datetime.datetime, reason: str) -> R:
        """Enter a row as typed at that moment. A row written before is changed on the spot."""
        if row._state.adding and not self.ledger.waits(row):
            row.id = self.key(at)
        if row._state.adding:
            self.ledger.enter(row, by=by, at=at, reason=reason)
        else:
            row._history_date = at  # type: ignore[attr-defined]
            row.save_by(by=by, reason=reason)
        return row

    def _numbers(self, start: str, *, skip: set[int]) -> Iterator[str]:
        free = [number for number in range(1000) if number not in skip]
        self.chance.shuffle(free)
        return (f"{start}{number:03}" for number in free)
