"""Where the browser of the tests is, and how it is started."""

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FETCHED = ROOT / "var" / "tools" / "browser" / "chromium"  # put there by `python -m tests.fetch_browser`
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Root, as in most containers, gets no sandbox; /dev/shm is often too small there.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")


def chromium() -> str | None:
    """The program named by CHROMIUM, else the machine's own, else the fetched one; ``None`` without any."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), str(FETCHED)]
    return next((path for path in found if path and Path(path).is_file()), None)


def flags(program: str) -> list[str]:
    """What this program needs to be told."""
    beside = Path(program).with_name("flags.txt")
    return [*FLAGS, *(beside.read_text().split() if beside.is_file() else [])]
