"""How the council does with requests: ages of what is open, and counts of each week."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy.models import DataRequest
from privacy.rules.clock import request_clock
from privacy.rules.progress import Progress

WEEK = datetime.timedelta(days=7)
WEEKS = 12
AGES = (
    (7, "Up to 7 days"),
    (14, "8 to 14 days"),
    (20, "15 to 20 days"),
    (28, "21 to 28 days"),
    (60, "29 to 60 days"),
)
OLDER = "More than 60 days"


@dataclass(frozen=True)
class Week:
    """One week from Monday to Sunday."""

    monday: datetime.date
    received: int
    answered: int
    in_time: int
    open_at_end: int

    @property
    def percent(self) -> str:
        """How many of the answers were in time."""
        return f"{round(100 * self.in_time / self.answered)}%" if self.answered else "–"


def ages(waiting: Iterable[Progress], today: datetime.date) -> list[tuple[str, str, tuple[int, int, int]]]:
    """By days since receipt: overdue, waiting for somebody, in time."""
    counts = {label: [0, 0, 0] for _, label in (*AGES, (0, OLDER))}
    for progress in waiting:
        days = (today - progress.request.received_on).days
        label = next((label for most, label in AGES if days <= most), OLDER)
        counts[label][0 if progress.is_overdue else 1 if progress.days_left is None else 2] += 1
    return [(label, "", (late, waits, fine)) for label, (late, waits, fine) in counts.items()]


def weeks(requests: Sequence[DataRequest], today: datetime.date) -> list[Week]:
    """The last twelve weeks, this one first; events of the requests are read already."""
    monday = today - datetime.timedelta(days=today.weekday())
    return [_week(requests, monday - WEEK * number) for number in range(WEEKS)]


def _week(requests: Sequence[DataRequest], monday: datetime.date) -> Week:
    end = monday + WEEK
    answered = [row for row in requests if row.closed_on and monday <= row.closed_on < end]
    return Week(
        monday,
        sum(monday <= row.received_on < end for row in requests),
        len(answered),
        sum(was_in_time(row) for row in answered),
        sum(row.received_on < end and (row.closed_on is None or row.closed_on >= end) for row in requests),
    )


def was_in_time(request: DataRequest) -> bool:
    """Whether the answer went by the day it was due. One sent while the clock waited for the person was."""
    due = request_clock(request).due
    return request.closed_on is not None and (due is None or request.closed_on <= due)
