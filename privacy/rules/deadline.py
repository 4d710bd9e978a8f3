"""When the answer to a data request is due.

UK GDPR Article 12(3) to (4) and 12A, section 54 of the Data Protection Act 2018 as amended by the Data (Use
and Access) Act 2025 (in force 5 February 2026), and the guidance of the Information Commissioner. What happened
is stored as events; the date is always worked out from them here and never stored. Every date is a day in
Europe/London.

One reading is ours: what happens after the answer was already due cannot make it less late. A question asked then
pauses nothing, a proof asked for then restarts nothing, and an extension told after the first month and its pauses
gives no time. A proof that nobody asked for does not move the start either: the law counts from the information
"requested", and whoever brings a passport unasked must not wait longer for it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from govuk.working_days import bank_holidays_known, working_day_on_or_after

MONTHS_TO_ANSWER = 1
MONTHS_WHEN_EXTENDED = 3
INTERNAL_TARGET = timedelta(days=20)
SAFE_PERIOD = timedelta(days=28)
COMPLAINT_PERIOD = timedelta(days=30)
ONE_DAY = timedelta(days=1)


class ImpossibleEvents(ValueError):
    """The dates given cannot all be true; the message says which, in words for an officer."""


class ClockState(StrEnum):
    """Where the clock of a request stands."""

    WAITING_FOR_IDENTITY = "waiting_for_identity"
    """Proof of identity was asked for and has not been seen: the clock has not started."""
    WAITING_FOR_AUTHORITY = "waiting_for_authority"
    """Proof that somebody may act for another was asked for and has not been seen: the clock has not started."""
    PAUSED = "paused"
    """We asked what the person wants and they have not answered: there is no due date until they do."""
    RUNNING = "running"
    """There is a due date."""


class Clarification(NamedTuple):
    """A question we reasonably needed answered to find the data, and the day the answer came, if it has."""

    asked: date
    answered: date | None = None


@dataclass(frozen=True, kw_only=True)
class RequestEvents:
    """What happened to a request. Raises ImpossibleEvents when the dates contradict each other.

    `clarifications` count for subject access only: leave them out for a correction, objection or erasure.
    """

    received: date
    identity_asked: date | None = None
    identity_seen: date | None = None
    authority_asked: date | None = None
    authority_seen: date | None = None
    clarifications: tuple[Clarification, ...] = ()
    extended_on: date | None = None
    """The day the person was told, with reasons, that we need two more months."""

    def __post_init__(self) -> None:
        if self.identity_asked and self.identity_asked < self.received:
            raise ImpossibleEvents("Identity cannot be asked for before the request was received.")
        if self.identity_asked and self.identity_seen and self.identity_seen < self.identity_asked:
            raise ImpossibleEvents("Identity cannot be seen before it was asked for.")
        if self.authority_asked and self.authority_asked < self.received:
            raise ImpossibleEvents("Authority cannot be asked for before the request was received.")
        if self.authority_asked and self.authority_seen and self.authority_seen < self.authority_asked:
            raise ImpossibleEvents("Authority cannot be seen before it was asked for.")
        for asked, answered in self.clarifications:
            if asked < self.received:
                raise ImpossibleEvents("A question cannot be asked before the request was received.")
            if answered and answered < asked:
                raise ImpossibleEvents("A question cannot be answered before it was asked.")


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The clock of a request. Every date is None until it can be known; see ClockState."""

    state: ClockState
    start: date | None = None
    """The day the period runs from."""
    raw_due: date | None = None
    """The end of the period with its pauses, before the roll to a working day."""
    due: date | None = None
    """The last day the answer is in time; a working day of England and Wales."""
    extension_notice_limit: date | None = None
    """The last day to tell the person that we need two more months, with reasons."""
    internal_target: date | None = None
    """Our own aim: 20 days, pauses added."""
    safe_date: date | None = None
    """The 28 days the Commissioner offers councils who want one rule for all months, pauses added."""
    paused_days: int = 0
    bank_holidays_known: bool = True
    """False when the due date lies beyond the published bank holidays: check it by hand."""


def request_deadline(events: RequestEvents) -> Deadline:
    """Work out the clock of a request from its events."""
    proofs = _counting_proofs(events)
    for proof in proofs:
        if proof.seen is None:
            return Deadline(state=proof.waiting)
    start = _start(events, proofs)
    pauses = _pauses(events.clarifications, start)
    first = _Period.of(start, MONTHS_TO_ANSWER, pauses)
    period = _allowed(events, start)
    if period.end is None:
        return Deadline(state=ClockState.PAUSED, start=start, paused_days=period.paused_days)
    due = working_day_on_or_after(period.end)
    paused = timedelta(days=period.paused_days)
    return Deadline(
        state=ClockState.RUNNING,
        start=start,
        raw_due=period.end,
        due=due,
        extension_notice_limit=working_day_on_or_after(first.end) if first.end else None,
        internal_target=start + INTERNAL_TARGET + paused,
        safe_date=start + SAFE_PERIOD + paused,
        paused_days=period.paused_days,
        bank_holidays_known=bank_holidays_known(due),
    )


class _Proof(NamedTuple):
    """A proof we asked for, the day it came, and what the clock does meanwhile."""

    asked: date
    seen: date | None
    waiting: ClockState


def _counting_proofs(events: RequestEvents) -> list[_Proof]:
    """The proofs that hold up the start: asked for, and before the answer was due by what had happened until then.

    Identity stands first where both are awaited.
    """
    asked = [
        _Proof(on, seen, waiting)
        for on, seen, waiting in (
            (events.identity_asked, events.identity_seen, ClockState.WAITING_FOR_IDENTITY),
            (events.authority_asked, events.authority_seen, ClockState.WAITING_FOR_AUTHORITY),
        )
        if on
    ]
    counting: list[_Proof] = []
    for proof in sorted(asked, key=lambda proof: proof.asked):
        if not _is_due_before(proof.asked, events, counting):
            counting.append(proof)
    return sorted(counting, key=lambda proof: proof.waiting != ClockState.WAITING_FOR_IDENTITY)


def _is_due_before(day: date, events: RequestEvents, proofs: list[_Proof]) -> bool:
    if any(proof.seen is None for proof in proofs):
        return False  # the clock stands: nothing is due
    end = _allowed(events, _start(events, proofs)).end
    return end is not None and working_day_on_or_after(end) < day


def _start(events: RequestEvents, proofs: list[_Proof]) -> date:
    return max(events.received, *(proof.seen for proof in proofs if proof.seen), events.received)


def _allowed(events: RequestEvents, start: date) -> "_Period":
    """The month, or the three months of an extension that was told inside the first and its pauses."""
    pauses = _pauses(events.clarifications, start)
    first = _Period.of(start, MONTHS_TO_ANSWER, pauses)
    if events.extended_on is None:
        return first
    if first.end is not None and events.extended_on > working_day_on_or_after(first.end):
        return first
    return _Period.of(start, MONTHS_WHEN_EXTENDED, pauses)


class _Period(NamedTuple):
    """A number of months from the start; `end` is None while a question inside it is unanswered."""

    end: date | None
    paused_days: int

    @classmethod
    def of(cls, start: date, months: int, pauses: list[Clarification]) -> "_Period":
        end = start + relativedelta(months=months)
        paused_days = 0
        for asked, answered in pauses:
            if asked > working_day_on_or_after(end):
                break
            if answered is None:
                return cls(None, paused_days)
            length = (answered - asked + ONE_DAY).days
            paused_days += length
            end += timedelta(days=length)
        return cls(end, paused_days)


def _pauses(clarifications: tuple[Clarification, ...], start: date) -> list[Clarification]:
    """The stretches of days that do not count, in order, none overlapping, none before the start.

    A pause still open swallows every later one.
    """
    pauses: list[Clarification] = []
    for asked, answered in sorted(clarifications, key=lambda pause: pause.asked):
        if answered and answered < start:
            continue
        begins = max(asked, start)
        last = pauses[-1] if pauses else None
        if last and (last.answered is None or begins <= last.answered):
            ends = None if last.answered is None or answered is None else max(last.answered, answered)
            pauses[-1] = Clarification(last.asked, ends)
        else:
            pauses.append(Clarification(begins, answered))
    return pauses


class ComplaintDates(NamedTuple):
    """By when a data protection complaint must be acknowledged, and the day we aim for."""

    aim: date
    limit: date


def complaint_acknowledgement(received: date) -> ComplaintDates:
    """Thirty days from the day after receipt, rolled to a working day (Data Protection Act 2018, s164A).

    The words of the Act count from receipt itself, so we aim for 28 days and are in time on either reading.
    """
    return ComplaintDates(
        aim=received + SAFE_PERIOD,
        limit=working_day_on_or_after(received + COMPLAINT_PERIOD),
    )
