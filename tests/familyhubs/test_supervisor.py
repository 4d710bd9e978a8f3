"""Nothing the demo starts may outlive it, however it ends. Real processes, tiny ones."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from familyhubs import local

PARENT = """
import sys
from pathlib import Path
from familyhubs import processes
from familyhubs.demo.supervisor import ChildEnded, Stopped, Supervisor

folder = Path(sys.argv[1])
try:
    with Supervisor() as supervisor:
        supervisor.add(processes.start("stand-in", [sys.executable, "-c", sys.argv[2], str(folder)]))
        supervisor.wait_until(lambda: len(list(folder.glob("*.pid"))) == 2, seconds=30, what="The child")
        (folder / "ready").touch()
        supervisor.watch()
except Stopped:
    print("stopped")
except ChildEnded as error:
    print(error)
"""
# Like gunicorn and its workers: a child with a child of its own, which leaves once it has lost its parent.
CHILD = """
import os, sys, time
from pathlib import Path

folder, parent = Path(sys.argv[1]), os.getpid()
name = "child" if os.fork() else "grandchild"
(folder / f"{name}.new").write_text(str(os.getpid()))
(folder / f"{name}.new").rename(folder / f"{name}.pid")
while not (folder / f"leave-{name}").exists():
    if name == "grandchild" and os.getppid() != parent and (folder / "watchful").exists():
        break
    time.sleep(0.02)
"""


def alive(pid):
    """Whether a process still runs; one that has ended but was not collected counts as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "waited 30 seconds in vain"
        time.sleep(0.02)


@pytest.fixture
def family(tmp_path):
    """A supervisor in a session of its own with a child and a grandchild."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), CHILD],
        cwd=local.ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for((tmp_path / "ready").exists)
    pids = [int((tmp_path / f"{name}.pid").read_text()) for name in ("child", "grandchild")]
    assert all(alive(pid) for pid in pids)
    yield parent, pids, tmp_path
    for pid in (parent.pid, *pids):
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_stop_leaves_neither_child_nor_grandchild(family, number):
    parent, pids, _ = family
    os.killpg(parent.pid, number)
    assert parent.stdout.read() == "stopped\n"
    parent.wait()
    assert not any(alive(pid) for pid in pids)


def test_the_death_of_a_child_stops_the_rest(family):
    parent, pids, folder = family
    (folder / "leave-child").touch()
    assert parent.stdout.read() == "stand-in stopped by itself (exit code 0).\n"
    parent.wait()
    assert not any(alive(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="not run: only Linux tells a child of its parent's death")
def test_children_die_with_a_supervisor_killed_outright(family):
    parent, pids, folder = family
    (folder / "watchful").touch()
    parent.kill()
    wait_for(lambda: not any(alive(pid) for pid in pids))
