"""Keeping below GOV.UK Notify's limit of 3,000 requests a minute: its bucket refills at 50 a second."""

import time
from threading import Lock

PER_SECOND = 45


class Pace:
    """Lets through so many a second, evenly, whichever thread asks."""

    def __init__(self, per_second: float = PER_SECOND) -> None:
        self._gap = 1 / per_second
        self._next = time.monotonic()
        self._lock = Lock()

    def wait(self) -> None:
        """Return when it is this one's turn."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._gap
        time.sleep(max(0.0, turn - now))
