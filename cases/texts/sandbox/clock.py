"""The sandbox's own time, which a test or a demonstration can push forward."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock


class Clock:
    """Seconds since 1970 from `source`, plus whatever it has been advanced by.

    Messages, receipts, the rate limit and the daily limit live by it. Token checks do not: the official client
    signs with the machine's clock, so pushing the sandbox ahead must not lock it out.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0
        self._lock = Lock()

    def seconds(self) -> float:
        """Now, in seconds since 1970."""
        with self._lock:
            return self._source() + self._ahead

    def now(self) -> datetime:
        """Now, in UTC, as Notify stamps messages."""
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, seconds: float) -> None:
        """Jump forward; time never goes back."""
        if seconds < 0:
            raise ValueError("The sandbox clock only goes forward")
        with self._lock:
            self._ahead += seconds
