"""`python -m tests`, behind `make test`: all tests on every core, then the browser's by themselves, then one total.

Playwright keeps an event loop in its process, which Django takes for a mistake; hence two calls. What could not run
for want of a browser is named, never counted as passed; in CI it is a failure.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "var" / "reports" / str(os.getpid())
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FETCHED_BROWSER = ROOT / "var" / "tools" / "chromium"
NOTHING_COLLECTED = 5


def main(narrowed: list[str]) -> int:
    """Run both calls and say what they came to; 0 only when everything that had to run passed."""
    began = time.monotonic()
    codes = [_pytest("main", ["-n", "auto", "-m", "not browser", *narrowed])]
    browser = _browser()
    not_run = []
    if browser:
        os.environ["CHROMIUM"] = browser
        codes.append(_pytest("browser", ["-m", "browser", *narrowed]))
    else:
        not_run.append("not run: the browser tests, because this machine has no Chromium")
    if narrowed and 0 in codes:
        codes = [code for code in codes if code != NOTHING_COLLECTED]
    for line in not_run:
        print(line)
    _print_total(time.monotonic() - began)
    shutil.rmtree(REPORTS, ignore_errors=True)
    if not_run and os.environ.get("CI") == "true":
        codes.append(1)
    return next((code for code in codes if code), 0)


def _pytest(name: str, arguments: list[str]) -> int:
    report = REPORTS / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = [named, *(shutil.which(name) for name in BROWSERS), str(FETCHED_BROWSER)]
    return next((path for path in found if path and Path(path).is_file()), None)


def _print_total(seconds: float) -> None:
    counts: Counter[str] = Counter()
    for report in REPORTS.glob("*.xml"):
        for suite in ElementTree.parse(report).iter("testsuite"):
            counts.update(
                {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            )
    failed = counts["failures"] + counts["errors"]
    parts = {
        "failed": failed,
        "passed": counts["tests"] - failed - counts["skipped"],
        "skipped": counts["skipped"],
    }
    told = ", ".join(f"{number} {word}" for word, number in parts.items() if number) or "no tests ran"
    print(f" {told} in {seconds:.2f}s ".center(80, "="))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
