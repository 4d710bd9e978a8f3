"""Working through everything that is due: texts to send, receipts that came, receipts that never came."""

import contextlib
import datetime
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from django.db import connection
from django.utils import timezone

from cases.texts.actions.delivery import (
    deliveries_to_ask_about,
    delivery_claim,
    delivery_forgotten,
    delivery_report,
    receipts_apply,
)
from cases.texts.models import Delivery
from cases.texts.notify import Notify, NotifyTrouble
from cases.texts.pace import PER_SECOND, Pace
from cases.texts.sending import After, Clock, committed, send_claimed

HANDS = 8
"""Calls to Notify side by side: it answers in 100 to 200 milliseconds, so fewer would not reach 45 a second."""

LONGEST = datetime.timedelta(minutes=10)
ASKED_AT_ONCE = 1000
SWEEP_LOCK = 7406002


def send_one(text_id: uuid.UUID, *, clock: Clock = timezone.now) -> None:
    """Send this text if it is due and nobody else is at it."""
    with committed():
        claim = delivery_claim(at=clock(), text_id=text_id)
    if claim:
        with Notify() as notify:
            send_claimed(notify, claim, clock=clock)


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
        sweep = Sweep(clock=clock, pace=Pace(per_second))
        if waiting <= 1 or hands == 1:
            return sweep.work() if waiting else 0
        with ThreadPoolExecutor(waiting, thread_name_prefix="texts") as pool:
            return sum(pool.map(lambda _: sweep.work(own_connection=True), range(waiting)))


@dataclass
class Sweep:
    """What the hands of one sweep share."""

    clock: Clock
    pace: Pace
    rest: Event = field(default_factory=Event)
    ends: float = field(default_factory=lambda: time.monotonic() + LONGEST.total_seconds())

    def work(self, *, own_connection: bool = False) -> int:
        """Send one after the other until there is a reason to stop."""
        taken = 0
        try:
            with Notify() as notify:
                while not self.rest.is_set() and time.monotonic() < self.ends and self._send_next(notify):
                    taken += 1
        except BaseException:
            self.rest.set()
            raise
        finally:
            if own_connection:
                connection.close()
        return taken

    def _send_next(self, notify: Notify) -> bool:
        self.pace.wait()
        with committed():
            claim = delivery_claim(at=self.clock())
        if claim is None:
            return False
        if send_claimed(notify, claim, clock=self.clock) is After.REST:
            self.rest.set()
        return True


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
