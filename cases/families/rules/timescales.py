"""When a step of the work is due, worked out from the dates on the record; nobody has to set a reminder.

| step | counts from |
|---|---|
| search of our records | the moment the request for help came |
| first contact, first visit, assessment | the day the work opened |
| next contact | the day of the last contact |
| copy to the family | the day the assessment was begun |
| first review | the day the plan was made |
| next review | the day of the last review |
| new assessment | the day the last assessment was finished |

Working days roll over weekends and bank holidays. Weeks and months end on that day of the calendar, a month without
such a day on its last. Hours count round the clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from cases.families.models.timescale import Timescale, Unit
from govuk.working_days import working_days_after

ONE_DAY = datetime.timedelta(days=1)
HOURS_A_DAY = 24


@dataclass(frozen=True)
class Allowance:
    """How long a step may take."""

    amount: int
    unit: str

    def due_on(self, since: datetime.date) -> datetime.date:
        """The last day that is in time. Hours counted from a day alone are rounded up to whole days."""
        return _due_on(self.amount, self.unit, since)

    def due_at(self, since: datetime.datetime) -> datetime.datetime:
        """The moment by which hours are over; of any other unit the end of the last day in time, in London."""
        if self.unit == Unit.HOURS:
            return since + datetime.timedelta(hours=self.amount)
        last = self.due_on(timezone.localdate(since))
        return timezone.make_aware(datetime.datetime.combine(last + ONE_DAY, datetime.time.min))

    def last_start(self, until: datetime.date) -> datetime.date:
        """The latest day from which the step is due on or before a day: what a query asks for, without counting days.

        A later start is never due earlier, so one search backwards finds it.
        """
        return _last_start(self.amount, self.unit, until)


@lru_cache(maxsize=4096)
def _due_on(amount: int, unit: str, since: datetime.date) -> datetime.date:
    match unit:
        case Unit.WORKING_DAYS:
            return working_days_after(since, amount)
        case Unit.WEEKS:
            return since + datetime.timedelta(weeks=amount)
        case Unit.MONTHS:
            return since + relativedelta(months=amount)
        case Unit.HOURS:
            return since + datetime.timedelta(days=-(-amount // HOURS_A_DAY))
    raise ValueError(f"No timescale counts in {unit}")


@lru_cache(maxsize=256)
def _last_start(amount: int, unit: str, until: datetime.date) -> datetime.date:
    start = until
    while _due_on(amount, unit, start) > until:
        start -= ONE_DAY
    return start


class Timescales:
    """All the council's timescales, read once for a page."""

    def __init__(self, allowances: Mapping[tuple[str, str], Allowance]) -> None:
        self._allowances = dict(allowances)

    @classmethod
    def of(cls, rows: Iterable[Timescale]) -> Timescales:
        """Those in use."""
        return cls(
            {(row.service_kind, row.step): Allowance(row.amount, row.unit) for row in rows if row.is_used}
        )

    def due_on(self, kind: str, step: str, since: datetime.date) -> datetime.date | None:
        """When the step is due for this kind of service; ``None`` where the council gave it no time."""
        allowance = self._allowances.get((kind, step))
        return allowance.due_on(since) if allowance else None

    def last_starts(self, step: str, until: datetime.date) -> dict[str, datetime.date]:
        """For each kind of service that has this step: the latest first day from which it is due by a day."""
        return {
            kind: allowance.last_start(until)
            for (kind, found), allowance in self._allowances.items()
            if found == step
        }

    def soonest(self, step: str, since: datetime.datetime) -> datetime.datetime | None:
        """By when a step has to be done that comes before anybody knows the service: the strictest one's moment."""
        found = [allowance.due_at(since) for (_, name), allowance in self._allowances.items() if name == step]
        return min(found, default=None)

    def get(self, kind: str, step: str) -> Allowance | None:
        """How long the step may take."""
        return self._allowances.get((kind, step))
