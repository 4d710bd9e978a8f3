"""Work for later by the sandbox's clock: deliveries and receipts."""

import heapq
import itertools
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition, Thread

from cases.texts.sandbox.clock import Clock

Work = Callable[[], None]


class Timetable:
    """Runs each piece of work once its time has come, a few side by side, so that a slow one holds up no other."""

    def __init__(self, clock: Clock, *, hands: int = 8) -> None:
        self._clock = clock
        self._due: list[tuple[float, int, Work]] = []
        self._order = itertools.count()
        self._running = 0
        self._stopped = False
        self._changed = Condition()
        self._pool = ThreadPoolExecutor(hands, thread_name_prefix="sandbox-work")
        self._thread = Thread(target=self._watch, name="sandbox-timetable", daemon=True)

    def start(self) -> None:
        """Begin watching the clock."""
        self._thread.start()

    def after(self, seconds: float, work: Work) -> None:
        """Do `work` that many seconds from now."""
        with self._changed:
            heapq.heappush(self._due, (self._clock.seconds() + seconds, next(self._order), work))
            self._changed.notify_all()

    def look_again(self) -> None:
        """The clock has jumped."""
        with self._changed:
            self._changed.notify_all()

    def settle(self, timeout: float = 10) -> bool:
        """Wait until nothing runs and nothing is due now; False when `timeout` real seconds were not enough."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._running and not self._is_due(), timeout)

    def forget(self) -> None:
        """Drop all work still waiting."""
        with self._changed:
            self._due.clear()
            self._changed.notify_all()

    def stop(self) -> None:
        """Drop what is waiting, let what is running end."""
        with self._changed:
            self._stopped = True
            self._due.clear()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _is_due(self) -> bool:
        return bool(self._due) and self._due[0][0] <= self._clock.seconds()

    def _watch(self) -> None:
        with self._changed:
            while not self._stopped:
                if self._is_due():
                    work = heapq.heappop(self._due)[2]
                    self._running += 1
                    self._pool.submit(self._do, work)
                else:
                    wait = self._due[0][0] - self._clock.seconds() if self._due else None
                    self._changed.wait(wait)

    def _do(self, work: Work) -> None:
        try:
            work()
        except Exception as error:
            # The kind alone: a message could quote a number or a text.
            print(f"sandbox: {type(error).__name__} in later work", file=sys.stderr)
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
