"""Who has been silent for so long that somebody should remind them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from privacy.models import DataRequest
from privacy.models.data_request import EventKind
from privacy.rules.deadline import ClockState
from privacy.rules.progress import Progress, waiting_state
from privacy.workbench.models import Chase, ChaseAbout, RecordsAsked

SILENT_DAYS = 7
"""After so many days without a word somebody is reminded, and again after so many more."""
OF_STATE = {
    ClockState.WAITING_FOR_IDENTITY: (ChaseAbout.IDENTITY, EventKind.IDENTITY_ASKED),
    ClockState.WAITING_FOR_AUTHORITY: (ChaseAbout.AUTHORITY, EventKind.AUTHORITY_ASKED),
    ClockState.PAUSED: (ChaseAbout.CLARIFICATION, EventKind.CLARIFICATION_ASKED),
}


@dataclass(frozen=True)
class Silence:
    """Something we asked for and have not got. ``last`` is the newest reminder."""

    request: DataRequest
    about: ChaseAbout
    whom: str
    since: datetime.date
    last: Chase | None
    asked: RecordsAsked | None = None
    days: int = 0

    @property
    def is_due(self) -> bool:
        """Whether it is time to remind them."""
        return self.days >= SILENT_DAYS


def silences(waiting: Iterable[Progress], today: datetime.date) -> list[Silence]:
    """Everything we wait for, the longest silence first; rows of each request are read already."""
    found = [silence for progress in waiting for silence in _of(progress, today)]
    return sorted(found, key=lambda silence: (-silence.days, silence.request.reference, silence.whom))


def _of(progress: Progress, today: datetime.date) -> Iterator[Silence]:
    request, chases = progress.request, list(progress.request.chases.all())
    if state := waiting_state(progress.clock, request.events.all()):
        about, kind = OF_STATE[state]
        since = max(event.happened_on for event in request.events.all() if event.kind == kind)
        last = _newest(chase for chase in chases if chase.about == about and chase.chased_on >= since)
        yield Silence(request, about, request.asker_name, since, last, days=_silent(since, last, today))
    for asked in request.records_asked.all():
        if asked.answered_on is None:
            since, last = asked.asked_on, _newest(chase for chase in chases if chase.asked_id == asked.pk)
            days = _silent(since, last, today)
            yield Silence(request, ChaseAbout.RECORDS, asked.whom, since, last, asked, days)


def _newest(chases: Iterable[Chase]) -> Chase | None:
    return max(chases, key=lambda chase: chase.chased_on, default=None)


def _silent(since: datetime.date, last: Chase | None, today: datetime.date) -> int:
    return (today - (last.chased_on if last else since)).days
