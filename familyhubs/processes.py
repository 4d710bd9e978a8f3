"""Child processes that never outlive the process that started them.

Three nets, one below the other: a stop asks each child politely and then ends its whole process group; the kernel
signals a child whose parent died, kill -9 included (Linux); and a child that lost its parent before that was arranged
leaves at once.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
# Loaded before any fork: loading a library between fork and exec may deadlock.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with(parent: int, by: signal.Signals) -> Callable[[], None]:
    """What a child runs before its program: the kernel is to send it this signal when the parent dies.

    The kernel watches the parent's thread, so start children from the main thread. Has no effect outside Linux.
    """

    def arrange() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def follow_parent() -> None:
    """Ask for SIGTERM when the process that started this one dies, so that killing `make` stops the demo too."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


@dataclass
class Child:
    """A running child in a process group of its own, so that a terminal's Ctrl-C reaches only its parent."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals

    @property
    def ended(self) -> bool:
        """Whether the child has left."""
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        """Send the signal the child takes as a polite request."""
        if not self.ended:
            self.process.send_signal(self.stop_signal)

    def end(self) -> None:
        """Kill whatever is left of the child's process group, and collect the child."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start(
    name: str,
    command: Sequence[str],
    *,
    log: Path | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    user: int | None = None,
    group: int | None = None,
) -> Child:
    """Start a program that dies with this process; what it says goes to the end of `log`.

    `user` and `group` are the ids to run as; only root may name others than its own. Raises OSError when the program
    cannot be run.
    """
    with _opened(log) as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if log else None,
            env=None if environment is None else dict(environment),
            cwd=folder,
            start_new_session=True,
            preexec_fn=dies_with(os.getpid(), stop_signal),  # noqa: PLW1509 - the hook only calls prctl
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )
    return Child(name, process, stop_signal)


def stop(children: Sequence[Child], *, patience: float = 10.0) -> None:
    """Stop these children together: ask, wait at most `patience` seconds, then kill what is left of their groups."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + patience
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
    for child in children:
        child.end()


def _opened(log: Path | None) -> contextlib.AbstractContextManager[IO[bytes] | None]:
    if log is None:
        return contextlib.nullcontext()
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("ab")
