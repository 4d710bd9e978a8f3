"""A worker that kills itself at every line of telling people, one after the other. Run as a process of its own.

Each forked child runs the real task and is killed by SIGKILL when it is about to run a line that none before it died
at; the next one goes on with what it left. Ends when a child gets through. Prints the place of each kill.
"""

import os
import signal
import sys
import uuid
from collections import Counter
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from accounts import actor  # noqa: E402
from cases.texts import nudge  # noqa: E402
from cases.texts.actions import text  # noqa: E402
from privacy.telling import tasks  # noqa: E402
from privacy.telling.actions import runs  # noqa: E402
from privacy.telling.models import Telling  # noqa: E402
from tests.cases.texts.killing import in_child  # noqa: E402

WATCHED = (str(Path(tasks.__file__).parent), text.__file__, nudge.__file__, actor.__file__)
MOST = 5000


def main(telling_id: str) -> None:
    """Kill at each line in turn, the first of a run too, until the task comes to its end."""
    runs.AT_ONCE = 2  # several steps for a few people
    for number in range(1, MOST):
        if in_child(partial(run_and_die, telling_id, number)) != -signal.SIGKILL:
            break
    with actor.acting_as_system("test"):
        if not Telling.objects.filter(pk=uuid.UUID(telling_id), finished_at__isnull=False).exists():
            raise SystemExit("the run never came to its end")
    connection.close()


def run_and_die(telling_id: str, at_line: int) -> None:
    """The task as a worker runs it, until the line with this number, of those not run before, is about to run."""
    seen = 0
    visits: Counter[tuple[str, int]] = Counter()

    def on_line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal seen
        if event == "line":
            place = frame.f_code.co_filename, frame.f_lineno
            visits[place] += 1
            # The end of a transaction counts each time: of the first step, of the second, of the last.
            seen += (counted := visits[place] == 1 or place[0] == transaction.__file__)
            if counted and seen == at_line:
                os.write(1, f"{Path(place[0]).name}:{place[1]} {frame.f_code.co_name}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    connection.close()
    sys.settrace(lambda frame, event, argument: on_line if is_watched(frame) else None)
    tasks.tell(telling_id)
    sys.settrace(None)


def is_watched(frame: FrameType) -> bool:
    """Our own code, and the end of the transaction of each step."""
    code = frame.f_code
    if code.co_filename == transaction.__file__:
        return code.co_name == "__exit__" and not connection.savepoint_ids
    return code.co_filename.startswith(WATCHED)


if __name__ == "__main__":
    main(sys.argv[1])
