"""Keeping below GOV.UK Notify's limit of 3,000 requests a minute: its bucket refills at 50 a second."""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

PER_SECOND = 45
NOTIFY_REFILLS = 50

MADE_UP = 1.0
"""Seconds by which the whole may be late and still catch up; time lost beyond that stays lost."""


class Pace:
    """Lets through so many a second, whichever thread asks.

    Turns that were late are made up, so that the rate holds on a busy machine; yet no second sees more than Notify's
    bucket regains in it.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap = 1 / per_second
        self._clock, self._sleep = clock, sleep
        self._due = clock()
        most = max(1, int(per_second * NOTIFY_REFILLS / PER_SECOND))
        self._last_second: deque[float] = deque(maxlen=most)
        self._lock = Lock()

    def wait(self) -> None:
        """Return when it is this one's turn."""
        with self._lock:  # the others wait behind it: their turns come later
            is_full = len(self._last_second) == self._last_second.maxlen
            turn = max(self._due, self._last_second[0] + 1) if is_full else self._due
            while (early := turn - self._clock()) > 0:
                self._sleep(early)
            now = self._clock()
            self._last_second.append(now)
            self._due = max(self._due, now - MADE_UP) + self._gap
