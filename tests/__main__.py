"""`python -m tests`, behind `make test`: all tests on every core, a real browser included.

What cannot run for want of a browser is named in pytest's summary; with CI=true it fails.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(narrowed: list[str]) -> int:
    """Run pytest; its code is the answer."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "auto", *narrowed], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
