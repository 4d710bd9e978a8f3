"""Sorting what is due: overdue, today, the days ahead; and counting it by team and worker."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum
from typing import Protocol, TypeVar

K = TypeVar("K", bound=Hashable)


class When(IntEnum):
    """How a due date stands to today."""

    OVERDUE = 0
    TODAY = 1
    AHEAD = 2


class Dated(Protocol):
    """Anything with a due date."""

    @property
    def due_on(self) -> datetime.date:
        """The last day in time."""


D = TypeVar("D", bound=Dated)


def when(due_on: datetime.date, today: datetime.date) -> When:
    """A step is overdue from the day after the last day in time."""
    if due_on < today:
        return When.OVERDUE
    return When.TODAY if due_on == today else When.AHEAD


def by_when(dues: Iterable[D], today: datetime.date) -> dict[When, list[D]]:
    """All of them, each in one place, in the order they came."""
    found: dict[When, list[D]] = {place: [] for place in When}
    for due in dues:
        found[when(due.due_on, today)].append(due)
    return found


def counted(dues: Iterable[D], key: Callable[[D], K], today: datetime.date) -> dict[K, tuple[int, int, int]]:
    """How many are overdue, due today and due in the days ahead, by whatever the key names."""
    counts = Counter((key(due), when(due.due_on, today)) for due in dues)
    keys = {name for name, _ in counts}
    return {
        name: (counts[name, When.OVERDUE], counts[name, When.TODAY], counts[name, When.AHEAD])
        for name in keys
    }
