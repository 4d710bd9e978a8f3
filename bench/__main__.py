"""`python -m bench --size S`: start a PostgreSQL of its own, fill it unless it is filled already, measure, print.

The server is durable while measuring, as in production, and hasty while filling. A filled database is kept under
var/bench and used again until the migrations or the data of the bench change.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.loading import fill
from bench.sizes import SIZES, Size
from familyhubs.local import ROOT, VAR
from familyhubs.postgres import EmbeddedPostgres, ServerError

DATABASE = "familyhubs"
# What a small production server is given; PostgreSQL's own defaults are for a machine of 1 GB.
OPTIONS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "3GB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "max_connections": "60",
}
STAMPED = ("bench/*.py", "*/migrations/*.py", "cases/*/migrations/*.py", "privacy/*/migrations/*.py",
           "accounts/row_security.py", "accounts/roles.py", "retention/schedule.py")  # fmt: skip
NOT_IN_THE_DATA = {"__main__.py", "figures.py", "clock.py", "machine.py"}


def main() -> int:
    """The exit code is 0 when the bench ran, whatever the figures say."""
    parser = argparse.ArgumentParser(prog="make bench SIZE=…", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="S", type=str.upper)
    parser.add_argument("--only", action="append", default=[], help="one yardstick; may be repeated")
    parser.add_argument("--folder", type=Path, default=VAR / "bench", help="where databases are kept")
    parser.add_argument("--fresh", action="store_true", help="fill again")
    options = parser.parse_args()
    size = SIZES[options.size]
    folder = options.folder.resolve() / size.name
    try:
        _ensure_filled(folder, size, fresh=options.fresh)
        with EmbeddedPostgres(folder, options=OPTIONS) as server:
            report = folder.with_suffix(".txt") if not options.only else folder.with_suffix(".part.txt")
            asked = [part for name in options.only for part in ("--only", name)]
            command = ("-m", "bench.yardsticks", "--size", size.name, "--report", str(report), *asked)
            return _python(server.url(DATABASE), *command)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


def _ensure_filled(folder: Path, size: Size, *, fresh: bool) -> None:
    """Migrate and fill a new database, unless one with the same stamp is there."""
    stamp, expected = folder / "stamp", _stamp()
    if not fresh and stamp.exists() and stamp.read_text() == expected:
        return
    began = time.monotonic()
    held = EmbeddedPostgres(folder)
    held.hold()  # nobody measures what is about to go
    shutil.rmtree(folder)
    held.stop()
    with EmbeddedPostgres(folder, durable=False, options=OPTIONS) as server:
        server.create_database(DATABASE)
        if _python(server.url(DATABASE), "manage.py", "migrate", "--verbosity=0"):
            raise ServerError("The bench's database could not be migrated.")
        fill(server.url(DATABASE), size)
    stamp.write_text(expected)
    print(f"Size {size.name} was filled in {time.monotonic() - began:.0f} seconds.")


def _python(url: str, *arguments: str) -> int:
    # As owner: each yardstick takes on the role it measures.
    environment = {**os.environ, "DATABASE_URL": url, "DATABASE_ROLE": "owner"}
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False).returncode


def _stamp() -> str:
    files = sorted({path for pattern in STAMPED for path in ROOT.glob(pattern)})
    contents = b"".join(path.read_bytes() for path in files if path.name not in NOT_IN_THE_DATA)
    return hashlib.sha256(contents).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
