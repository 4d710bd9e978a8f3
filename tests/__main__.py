"""`python -m tests`, behind `make test`: all tests on every core, a real browser included.

What cannot run for want of a browser is named in pytest's summary; with CI=true it fails.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(narrowed: list[str]) -> int:
    """Run pytest; its code is the answer. A core that has come to its end takes half of what another has left."""
    command = [sys.executable, "-m", "pytest", "-n", str(cores()), "--dist", "worksteal", *narrowed]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def cores() -> int:
    """How many cores this process may use, which in a container is often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
