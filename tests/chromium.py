"""Where the browser of the tests is, and how it is started. `python -m tests.chromium` names it, or fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
# Where `python -m tests.fetch_browser` unpacks it, with the libraries and fonts that a bare machine lacks.
FETCHED = ROOT / "var" / "tools" / "browser" / "unpacked" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Root, as in most containers, gets no sandbox; /dev/shm is often too small there.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")


def chromium() -> str | None:
    """The program named by CHROMIUM, else the machine's own, else the fetched one; ``None`` without any."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), str(FETCHED)]
    return next((path for path in found if path and Path(path).is_file()), None)


def environment(program: str) -> dict[str, str]:
    """What this program's process is told: for the fetched one, where its libraries and fonts are."""
    libraries = Path(program).with_name("al2023") / "lib"
    if not libraries.is_dir():
        return dict(os.environ)
    ours = {}
    if b"not found" in subprocess.run(["ldd", program], capture_output=True, check=False).stdout:
        ours["LD_LIBRARY_PATH"] = str(libraries)
    if not Path("/etc/fonts").is_dir():
        ours["FONTCONFIG_PATH"] = str(Path(program).with_name("fonts"))
    return {**os.environ, **ours}


def runs(program: str) -> bool:
    """Whether it draws a page on this machine."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=[*FLAGS], env={**environment(program)}, timeout=30_000
            )
            page = browser.new_page()
            page.set_content("<h1>here</h1>")
            drawn = len(page.screenshot()) > 0 and page.inner_text("h1") == "here"
            browser.close()
            return drawn
    except Error:
        return False


if __name__ == "__main__":
    print(chromium() or "no Chromium")
    sys.exit(chromium() is None)
