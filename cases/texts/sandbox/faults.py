"""Things going wrong on purpose, for the next so many requests to send a text or an email."""

from collections import deque
from enum import StrEnum
from threading import Lock


class FaultKind(StrEnum):
    """What the caller meets. With `*-after-accept` the text goes out all the same: only the answer is lost."""

    ERROR_500 = "500"
    ERROR_503 = "503"
    RATE_LIMITED = "429"
    HANG = "hang"
    CLOSE_BEFORE_ACCEPT = "close-before-accept"
    CLOSE_AFTER_ACCEPT = "close-after-accept"
    HANG_AFTER_ACCEPT = "hang-after-accept"

    @property
    def accepts(self) -> bool:
        """Whether the text is taken on, and goes out, though the caller is not told."""
        return self in (FaultKind.CLOSE_AFTER_ACCEPT, FaultKind.HANG_AFTER_ACCEPT)

    @property
    def hangs(self) -> bool:
        """Whether the connection is held open with no answer before it is dropped."""
        return self in (FaultKind.HANG, FaultKind.HANG_AFTER_ACCEPT)


class Upcoming:
    """What shall happen to the next ones, first in, first out: faults of requests, or ends of deliveries."""

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._lock = Lock()

    def add(self, kind: str, count: int = 1) -> None:
        """The next `count` get this, after those already queued."""
        with self._lock:
            self._queue.extend([kind] * count)

    def take(self) -> str | None:
        """What this one gets; None for nothing out of the ordinary."""
        with self._lock:
            return self._queue.popleft() if self._queue else None

    def clear(self) -> None:
        """Back to ordinary."""
        with self._lock:
            self._queue.clear()
