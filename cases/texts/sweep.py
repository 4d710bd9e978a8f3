"""Working through everything that is due: texts to send, receipts that came, receipts that never came."""

import contextlib
import datetime
import time
import uuid
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock

from django.db import connection
from django.utils import timezone

from cases.texts.actions.claim import Claim, claims_give_back, deliveries_claim
from cases.texts.actions.delivery import (
    Outcome,
    PutOff,
    deliveries_settle,
    deliveries_to_ask_about,
    delivery_forgotten,
    delivery_report,
    receipts_apply,
)
from cases.texts.models import Delivery
from cases.texts.notify import Notify, NotifyTrouble
from cases.texts.pace import PER_SECOND, Pace
from cases.texts.sending import Clock, committed, send_claimed

HANDS = 12
"""Calls to Notify side by side: it answers in 100 to 200 milliseconds, so fewer than ten fall short of 45 a second."""

TAKEN_UP_BY_EACH = 2
"""Texts claimed at once for each hand: written down in one go, and sent within a second, far from the lease's end."""

LONGEST = datetime.timedelta(minutes=10)
ASKED_AT_ONCE = 1000
SWEEP_LOCK = 7406002


def send_one(text_id: uuid.UUID, *, clock: Clock = timezone.now) -> None:
    """Send this text if it is due and nobody else is at it."""
    with committed():
        claims = deliveries_claim(at=clock(), text_id=text_id)
    for claim in claims:
        with Notify() as notify:
            outcome = send_claimed(notify, claim, clock=clock)
        if outcome:
            with committed():
                deliveries_settle(outcomes=[outcome])


def send_due(*, clock: Clock = timezone.now, hands: int = HANDS, per_second: float = PER_SECOND) -> int:
    """Send everything that is due at an even pace; returns how many texts were taken up.

    One sweep runs at a time in the whole installation; a second one returns at once. It ends when nothing is due, when
    Notify is unwell, or after ten minutes: the next one goes on.
    """
    with _only_sweep() as mine:
        if not mine:
            return 0
        with committed():
            waiting = len(Delivery.objects.to_send(clock()).values_list("pk")[:hands])
        sweep = Sweep(clock=clock, pace=Pace(per_second), at_once=waiting * TAKEN_UP_BY_EACH)
        if waiting <= 1 or hands == 1:
            return sweep.work() if waiting else 0
        with ThreadPoolExecutor(waiting, thread_name_prefix="texts") as pool:
            return sum(pool.map(lambda _: sweep.work(own_connection=True), range(waiting)))


@dataclass
class Sweep:
    """What the hands of one sweep share: claimed texts in a tray, and outcomes nobody has written down yet."""

    clock: Clock
    pace: Pace
    at_once: int
    over: Event = field(default_factory=Event)
    ends: float = field(default_factory=lambda: time.monotonic() + LONGEST.total_seconds())
    _tray: deque[Claim] = field(default_factory=deque)
    _outcomes: deque[Outcome] = field(default_factory=deque)
    _desk: Lock = field(default_factory=Lock)

    def work(self, *, own_connection: bool = False) -> int:
        """Send one after the other until there is a reason to stop."""
        taken = 0
        try:
            with Notify() as notify:
                while claim := self._next():
                    taken += 1
                    self._send(notify, claim)
        finally:
            self.over.set()
            try:
                self._clear_the_desk()
            finally:
                if own_connection:
                    connection.close()
        return taken

    def _next(self) -> Claim | None:
        """A claim to send now. An empty tray is filled in the transaction that writes the last outcomes down."""
        self.pace.wait()
        with self._desk:
            if self.over.is_set() or time.monotonic() > self.ends:
                return None
            if not self._tray:
                with committed():
                    self._settle()
                    claims = deliveries_claim(at=self.clock(), at_most=self.at_once)
                self._tray.extend(claims)  # only what is committed may be sent
            return self._tray.popleft() if self._tray else None

    def _send(self, notify: Notify, claim: Claim) -> None:
        outcome = send_claimed(notify, claim, clock=self.clock)
        if outcome:
            self._outcomes.append(outcome)
        if isinstance(outcome, PutOff):
            # Notify is unwell: the next text would fare no better.
            self.over.set()

    def _clear_the_desk(self) -> None:
        """Write down what is left, and give back what was claimed and is not going to be sent now."""
        with self._desk:
            if self._outcomes or self._tray:
                with committed():
                    self._settle()
                    claims_give_back(claims=self._tray)
                self._tray.clear()

    def _settle(self) -> None:
        outcomes = [self._outcomes.popleft() for _ in range(len(self._outcomes))]
        deliveries_settle(outcomes=outcomes)


def apply_all_receipts(*, clock: Clock = timezone.now) -> None:
    """Write down every receipt that came in."""
    while True:
        with committed():
            if not receipts_apply(at=clock()):
                return


def ask_for_receipts(*, clock: Clock = timezone.now) -> None:
    """Ask Notify about texts whose receipt is overdue, before it forgets them after seven days."""
    with committed():
        overdue = deliveries_to_ask_about(at=clock(), limit=ASKED_AT_ONCE)
    pace = Pace()
    with Notify() as notify:
        for text_id, notify_id, is_forgotten in overdue:
            pace.wait()
            try:
                report = None if is_forgotten else notify.ask(notify_id)
            except NotifyTrouble:
                return
            with committed():
                if report is None:
                    delivery_forgotten(text_id=text_id, at=clock())
                else:
                    delivery_report(
                        text_id=text_id,
                        notify_id=notify_id,
                        status=report.status,
                        sent_at=report.sent_at,
                        completed_at=report.completed_at,
                        at=clock(),
                    )


@contextlib.contextmanager
def _only_sweep() -> Iterator[bool]:
    """Whether this is the only sweep. PostgreSQL frees the lock when the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SWEEP_LOCK])
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])
