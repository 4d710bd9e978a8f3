"""Measures one filled database and prints the table; `python -m bench` starts this with DATABASE_URL set."""

import argparse
import os
from importlib import import_module
from pathlib import Path

from tqdm import tqdm

from bench.figures import Figure, not_run, table
from bench.machine import facts, load
from bench.sizes import SIZES, Size

# Module and function, loaded one at a time: a part of the portal that is not there stops its own yardstick alone.
YARDSTICKS = {
    "search": ("search", "measure"),
    "family": ("family_page", "measure"),
    "chronology": ("family_page", "measure_chronology"),
    "row-security": ("row_security", "measure"),
    "access-log": ("access_log", "measure"),
    "pack": ("pack", "measure"),
    "redaction": ("redaction", "measure"),
    "duplicates": ("duplicates", "measure"),
    "sweep": ("nightly_sweep", "measure"),
    "disposal": ("disposal", "measure"),
    "texts": ("texts", "measure"),
}


def main() -> None:
    """Run the yardsticks one after the other; one that breaks is named and the others go on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, required=True)
    parser.add_argument("--only", choices=YARDSTICKS, action="append")
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    size = SIZES[options.size]
    head = [
        f"Size {size.name}: {size.people:,} people, {size.contacts:,} contacts",
        *facts(os.environ["DATABASE_URL"]),
    ]
    figures: list[Figure] = []
    for name in tqdm([name for name in YARDSTICKS if name in (options.only or YARDSTICKS)], desc="Measuring"):
        figures += measured(name, size)
    if not options.only:
        figures.append(not_run("400 virtual users", "not part of this bench"))
    report = "\n".join(["", *head, f"load at the end: {load()}", "", table(figures), ""])
    print(report)
    if options.report:
        options.report.write_text(report, encoding="utf-8")


def measured(name: str, size: Size) -> list[Figure]:
    """The figures of one yardstick, or a line that says what broke it."""
    try:
        module, function = YARDSTICKS[name]
        return list(getattr(import_module(f"bench.yardsticks.{module}"), function)(size))
    except Exception as error:  # the others are measured all the same
        if os.environ.get("BENCH_RAISES"):
            raise
        return [
            not_run(
                name,
                f"it broke: {type(error).__name__}: {str(error).splitlines()[0][:80] if str(error) else ''}",
            )
        ]


if __name__ == "__main__":
    main()
