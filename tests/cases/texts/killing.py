"""A worker that kills itself at every line of sending, one after the other. Run as a process of its own.

For each line of ours in turn: two texts are written, and a forked child sweeps and is killed by SIGKILL when it is
about to run that line. Ends when a child gets through. Then we sweep as the next worker would, after the claims have
run out. Prints ``place of the kill, text id, text id`` for each line. Two texts, because they are claimed together: at
many lines one of them is sent and the other is not. (Killed inside Notify's client: see the tests where Notify hangs.)
"""

import datetime
import os
import signal
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts import actor  # noqa: E402
from cases.families.models import Family, Phone  # noqa: E402
from cases.texts import sending, sweep  # noqa: E402
from cases.texts.models import Delivery  # noqa: E402
from tests.factories.families import FamilyFile  # noqa: E402
from tests.factories.texts import make_text  # noqa: E402

OURS = str(Path(sweep.__file__).parent)
AFTER_THE_LEASE = datetime.timedelta(minutes=6)
TWICE = (sweep.__file__, sending.__file__, transaction.__file__)
"""Where each line counts for both texts; elsewhere, inside one transaction or one call, its first visit does."""
APART = datetime.timedelta(seconds=10)
PATIENCE_SECONDS = 180


def main(family_id: str) -> None:
    """Work through every line, each time a little earlier, so that what lies about from before is never due."""
    start = timezone.now()
    for number in range(1, 5000):
        due = start - number * APART
        texts = write(family_id, due)
        killed = in_child(partial(sweep_and_die, number, due)) == -signal.SIGKILL
        print(*texts, flush=True)
        if not killed:
            recover(start + AFTER_THE_LEASE)
            return
    raise SystemExit("the sweep never got through")


def write(family_id: str, due: datetime.datetime) -> list[uuid.UUID]:
    wait_for_the_end_of_the_killed()
    with actor.acting_as_system("test"):
        family = Family.objects.get(pk=family_id)
        phone = Phone.objects.get(person__family_memberships__family=family)
        by = family.involvements.get().allocated_to
        file = FamilyFile(family, family.involvements.get())
        texts = [make_text(file, phone, by, at=due).pk for _ in range(2)]
    connection.close()
    return texts


def in_child(work: Callable[[], Any]) -> int:
    """Run in a forked child; its exit status, negative for the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def sweep_and_die(at_line: int, now: datetime.datetime) -> None:
    """Sweep until the line with this number, counted from the start, is about to run."""
    seen = 0
    visits: Counter[tuple[str, int]] = Counter()

    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal seen
        if event == "line":
            file = frame.f_code.co_filename
            visits[file, frame.f_lineno] += 1
            seen += (counted := visits[file, frame.f_lineno] <= (2 if file in TWICE else 1))
            if counted and seen == at_line:
                place = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}"
                os.write(1, f"{place} ".encode())
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    sys.settrace(lambda frame, event, argument: on_line if is_watched(frame) else None)
    sweep.send_due(clock=lambda: now, hands=1)
    sys.settrace(None)


def is_watched(frame: FrameType) -> bool:
    """Our own code, and the ends of the transactions that count."""
    code = frame.f_code
    if code.co_filename == transaction.__file__:
        return code.co_name == "__exit__" and frame.f_locals["self"].durable
    return code.co_filename.startswith(OURS)


def wait_for_the_end_of_the_killed() -> None:
    """PostgreSQL may need a moment to notice; until then the next sweep would think that another one runs."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(
                "SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database"
                " WHERE locktype = 'advisory' AND d.datname = current_database()"
            )
            if not cursor.fetchone():
                return
            time.sleep(0.002)
    raise SystemExit("a killed sweep goes on")


def recover(now: datetime.datetime) -> None:
    """Sweep as later workers would, until nothing waits."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        sweep.send_due(clock=lambda: now, hands=4, per_second=1000)
        with actor.acting_as_system("test"):
            if not Delivery.objects.filter(status__in=["queued", "sending"]).exists():
                return
        time.sleep(0.005)
    raise SystemExit("a text was lost")


if __name__ == "__main__":
    main(sys.argv[1])
