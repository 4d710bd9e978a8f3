"""Keeps a set of children together: all run, or none does."""

import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType, TracebackType
from typing import Self

from familyhubs import processes

LOOK_EVERY_SECONDS = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the demo to stop. No error: `except Exception` must not swallow it."""


class ChildEnded(Exception):
    """A child left by itself, so the rest has to stop as well; the message names the child."""


class Supervisor:
    """Starts children, watches them, and stops them when the block is left, however it is left.

    Inside the block Ctrl-C, SIGTERM and a closed terminal raise Stopped; while stopping, further ones are ignored.
    """

    def __init__(self) -> None:
        self._ground: list[processes.Child] = []
        self._others: list[processes.Child] = []

    def __enter__(self) -> Self:
        for number in STOP_SIGNALS:
            signal.signal(number, _stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        processes.stop(self._others)
        processes.stop(self._ground)

    def add(self, child: processes.Child, *, ground: bool = False) -> None:
        """Watch this child. The ground (a database) is stopped after all the others, which stop together."""
        (self._ground if ground else self._others).append(child)

    def check(self) -> None:
        """Raise ChildEnded when one of the children has left."""
        for child in (*self._ground, *self._others):
            if child.ended:
                raise ChildEnded(f"{child.name} stopped by itself (exit code {child.process.returncode}).")

    def watch(self) -> None:
        """Wait until somebody asks to stop (Stopped) or a child leaves (ChildEnded)."""
        while True:
            self.check()
            time.sleep(LOOK_EVERY_SECONDS)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Wait for something the children bring about; raise ChildEnded when it does not come in time."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise ChildEnded(f"{what} did not answer within {seconds:.0f} seconds.")
            time.sleep(LOOK_EVERY_SECONDS)

    def run(self, name: str, command: Sequence[str], environment: dict[str, str]) -> bool:
        """Run a command to its end, stopping it if we are asked to stop; tells whether it succeeded."""
        child = processes.start(name, command, environment=environment)
        try:
            while not child.ended:
                self.check()
                time.sleep(0.05)
        finally:
            processes.stop([child])
        return child.process.returncode == 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped
