"""What an officer does next with a request, from what has happened to it so far."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy.models import DataRequest, RequestEvent
from privacy.models.data_request import COMPETENCE, Asker, EventKind
from privacy.rules.asked import ANSWERED_WITH_A_PACK
from privacy.rules.deadline import ClockState, Deadline

WAITS_FOR = {
    ClockState.WAITING_FOR_IDENTITY: ("proof of identity", EventKind.IDENTITY_ASKED),
    ClockState.WAITING_FOR_AUTHORITY: ("proof that they may ask", EventKind.AUTHORITY_ASKED),
    ClockState.PAUSED: ("an answer to our question", EventKind.CLARIFICATION_ASKED),
}
"""What we wait for in each state that has no due date, and the event that began the wait."""
PROOFS = (
    (ClockState.WAITING_FOR_IDENTITY, EventKind.IDENTITY_ASKED, EventKind.IDENTITY_SEEN),
    (ClockState.WAITING_FOR_AUTHORITY, EventKind.AUTHORITY_ASKED, EventKind.AUTHORITY_SEEN),
)
"""The proofs we may have asked for, and the event that says that each came."""
TOLD = frozenset({
    EventKind.ACKNOWLEDGED, EventKind.UPDATED, EventKind.EXTENDED, EventKind.CLARIFICATION_ASKED,
    EventKind.IDENTITY_ASKED, EventKind.AUTHORITY_ASKED,
})  # fmt: skip
"""Events by which the person heard from us."""


@dataclass(frozen=True)
class Progress:
    """One open request on a day: its clock and what there is to do. ``days_left`` is negative when it is late."""

    request: DataRequest
    clock: Deadline
    next_action: str
    days_left: int | None
    told_on: datetime.date | None
    today: datetime.date

    @property
    def is_overdue(self) -> bool:
        """Whether the day the law gives has gone by."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_past_target(self) -> bool:
        """Whether our own aim of 20 days has gone by, though the law still gives time."""
        target = self.clock.internal_target
        return bool(target and target < self.today and not self.is_overdue)


def progress_of(request: DataRequest, clock: Deadline, today: datetime.date, *, has_pack: bool) -> Progress:
    """The request as it stands; its events are read already."""
    events = list(request.events.all())
    told = [event.happened_on for event in events if event.kind in TOLD]
    days_left = (clock.due - today).days if clock.due else None
    action = _next_action(request, clock, events, today, has_pack=has_pack)
    return Progress(request, clock, action, days_left, max(told, default=None), today)


def waiting_state(clock: Deadline, events: Iterable[RequestEvent]) -> ClockState | None:
    """What we wait for; also where we asked for a proof so late that the clock goes on meanwhile."""
    if clock.state in WAITS_FOR:
        return clock.state
    happened = {event.kind for event in events}
    return next((state for state, asked, came in PROOFS if asked in happened and came not in happened), None)


def _next_action(
    request: DataRequest,
    clock: Deadline,
    events: Sequence[RequestEvent],
    today: datetime.date,
    *,
    has_pack: bool,
) -> str:
    if state := waiting_state(clock, events):
        what, kind = WAITS_FOR[state]
        since = max(event.happened_on for event in events if event.kind == kind)
        days = (today - since).days
        return f"Wait for {what}: asked {days} day{'' if days == 1 else 's'} ago"
    happened = {event.kind for event in events}
    if not happened & TOLD:
        return "Tell them that we have it"
    if request.asked_by == Asker.PARENT and not happened & set(COMPETENCE):
        return "Decide who may act for the child"
    if request.right not in ANSWERED_WITH_A_PACK:
        return "Decide and answer"
    return "Read the pack and answer" if has_pack else "Collect the records"
