"""The portal as it is served for real: gunicorn, in the web's plain role, on a database of its own."""

import datetime
import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.models import User
from accounts.sessions import SEEN
from familyhubs import processes
from govuk import build
from tests.database import as_owner, pointed_at

ROOT = Path(__file__).resolve().parents[2]
BUILT, COLLECTED = ROOT / "var" / "assets.built-from", ROOT / "var" / "static" / "staticfiles.json"
START_SECONDS = 60
NOBODY_THERE = "amqp://guest:guest@127.0.0.1:9//"


@dataclass(frozen=True)
class Portal:
    """A running portal and its database."""

    url: str
    database: str
    die: Callable[[], None]
    """Kill every process of it at once, as a power cut would."""
    come_back: Callable[[], None]
    """Start it again after that, at the same address."""

    def pointed(self) -> AbstractContextManager[None]:
        """Take the test's own connection to the portal's database for a while."""
        return pointed_at(self.database)

    def let_time_pass(self, seconds: int, *, since: str = SEEN) -> None:
        """Make every session look as if nothing had been done in it (or it had begun) that much longer ago."""
        with self.pointed(), as_owner():
            for row in Session.objects.all():
                data = row.get_decoded()
                data[since] -= seconds
                row.session_data = Session.objects.encode(data)
                if since == SEEN:
                    row.expire_date -= datetime.timedelta(seconds=seconds)
                row.save()

    def end_sessions(self) -> None:
        """What time does in the end."""
        with self.pointed(), as_owner():
            Session.objects.all().delete()

    def session(self, user: User) -> str:
        """A session of this person, as the sign-in page would have made it; the cookie's value."""
        with self.pointed(), as_owner():
            session = import_module(settings.SESSION_ENGINE).SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.save()
        return session.session_key


@contextmanager
def served(database: str, log: Path, **settings: str) -> Iterator[Portal]:
    """Serve this database until the block is left. Nobody answers at the broker: pages must not need it.

    In demo mode, which asks for no second step; ``settings`` may say otherwise.
    """
    build_pages()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
    environment = {**_environment(database, port), **settings}
    url, children = f"http://127.0.0.1:{port}", list[processes.Child]()

    def start() -> None:
        children.append(processes.start("web", command, log=log, environment=environment, folder=ROOT))
        _wait(children[-1], url, log)

    try:
        start()
        yield Portal(url, database, die=lambda: _all_end(children), come_back=start)
    finally:
        processes.stop(children)


def _all_end(children: list[processes.Child]) -> None:
    for child in children:
        child.end()


def build_pages() -> None:
    """Build and collect what the pages load, unless that has been done; once for all processes of the run."""
    BUILT.parent.mkdir(exist_ok=True)
    with BUILT.with_name("collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build.build()
        if COLLECTED.exists() and COLLECTED.stat().st_mtime >= BUILT.stat().st_mtime:
            return
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, check=True)
        COLLECTED.touch()


def _environment(database: str, port: int) -> dict[str, str]:
    address, mark, options = os.environ["DATABASE_URL"].partition("?")
    return {
        **os.environ,
        "DATABASE_URL": f"{address.rpartition('/')[0]}/{database}{mark}{options}",
        "DATABASE_ROLE": "web",
        "DATABASE_POOL": "4",
        "SECRET_KEY": settings.SECRET_KEY,
        "ACCESS_LOG_KEY": settings.ACCESS_LOG_KEY,
        "NOTIFY_BASE_URL": "http://127.0.0.1:9",
        "NOTIFY_API_KEY": settings.NOTIFY_API_KEY,
        "NOTIFY_CALLBACK_TOKEN": settings.NOTIFY_CALLBACK_TOKEN,
        "DOCUMENT_FOLDER": settings.DOCUMENT_FOLDER,
        "CELERY_BROKER_URL": NOBODY_THERE,
        "ALLOWED_HOSTS": "127.0.0.1",
        "INSECURE_LOCAL": "true",
        "DEMO_MODE": "true",
        "BIND_HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "WEB_THREADS": "4",
    }


def _wait(child: processes.Child, url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{url}/health/", timeout=5).close()
            return
        except OSError:
            if child.ended or time.monotonic() > deadline:
                pytest.fail(f"gunicorn did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)
