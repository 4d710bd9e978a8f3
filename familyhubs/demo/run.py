"""What the demo consists of, and in which order it comes up."""

import contextlib
import json
import os
import shutil
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

from familyhubs import env, local, processes
from familyhubs.demo.kept import settings_keep, settings_kept
from familyhubs.demo.supervisor import Supervisor
from familyhubs.postgres import EmbeddedPostgres

PYTHON = sys.executable
MANAGE = [PYTHON, str(local.ROOT / "manage.py")]
FIRST_PAGE_SECONDS = 60
PERSONAS = "personas.json"
TEMPLATES = "notify_templates.json"
RECEIPTS_PATH = "/texts/receipt/"


class DemoError(Exception):
    """The demo cannot start; the message is one sentence saying why."""


def run(folder: Path, *, port: str) -> None:
    """Bring everything up, say where it is, and keep it up; leaves by Stopped or ChildEnded with nothing running."""
    address = f"http://127.0.0.1:{_free_port(port)}"
    given = _given()
    with Supervisor() as supervisor:
        environment = _environment(folder, port=port)
        environment |= given or {"DATABASE_URL": _start_postgres(supervisor, folder)}
        _prepare(supervisor, environment)
        _start_services(supervisor, folder, environment, address)
        supervisor.wait_until(
            lambda: _answers(f"{address}/"), seconds=FIRST_PAGE_SECONDS, what="The first page"
        )
        _greet(folder, address)
        supervisor.watch()


def reset(folder: Path) -> None:
    """Throw the demo's database, secrets and waiting messages away; raises ServerError while it runs."""
    if _given():
        raise DemoError("DATABASE_URL names a database of your own, which only you may empty.")
    if folder.exists():
        server = EmbeddedPostgres(folder / "postgres")
        server.hold()
        server.stop()
        shutil.rmtree(folder)
    for leftover in (local.VAR / "broker", local.LOGS):
        shutil.rmtree(leftover, ignore_errors=True)
    print("The demo's data is gone; make demo starts over.")


def _given() -> dict[str, str]:
    """The database named from outside, if there is one; raises when its address is bad or nobody answers there."""
    if "DATABASE_URL" not in os.environ and "DATABASE_URL_FILE" not in os.environ:
        return {}
    url = env.text("DATABASE_URL")
    env.database_from_url(url)
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error:
        raise DemoError(
            "The database named by DATABASE_URL does not answer or refuses the sign-in."
        ) from None
    return {"DATABASE_URL": url}


def _environment(folder: Path, *, port: str) -> dict[str, str]:
    """What every part of the demo is told. Only the database and the broker may come from outside: a real Notify key in
    somebody's shell must not turn made-up texts into real ones, nor a mail server there send emails."""
    kept = {**settings_kept(folder), "NOTIFY_BASE_URL": f"http://127.0.0.1:{_any_free_port()}"}
    settings_keep(folder, kept)
    ours = {
        **kept,
        "CELERY_BROKER_URL": env.broker(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "INSECURE_LOCAL": "true",
        "DEMO_MODE": "true",
        "BIND_HOST": "127.0.0.1",
        "PORT": port,
        "WEB_WORKERS": "1",
        "DEMO_FOLDER": str(folder),
        "DOCUMENT_FOLDER": str(folder / "documents"),
        "DJANGO_SETTINGS_MODULE": "familyhubs.settings",
        "PYTHONUNBUFFERED": "1",
    }
    dropped = {f"{name}_FILE" for name in (*ours, "DATABASE_URL")} | {"EMAIL_URL", "EMAIL_URL_FILE"}
    dropped |= {name for name in os.environ if name.startswith("ENTRA_")}  # nobody real signs in to the demo
    return {**{name: value for name, value in os.environ.items() if name not in dropped}, **ours}


def _start_postgres(supervisor: Supervisor, folder: Path) -> str:
    server = EmbeddedPostgres(folder / "postgres")
    try:
        server.start()
    except BaseException:
        server.stop()
        raise
    supervisor.add(server.child, ground=True)
    server.create_database("familyhubs")
    return server.url("familyhubs")


def _prepare(supervisor: Supervisor, environment: dict[str, str]) -> None:
    owner = {**environment, "DATABASE_ROLE": "owner"}
    _manage(supervisor, owner, "migrate", "--verbosity=0")
    if _is_new(environment["DATABASE_URL"]):
        print("A new database: making up a council. This takes a moment.", flush=True)
        _manage(supervisor, environment, "demo_data")


def _manage(supervisor: Supervisor, environment: dict[str, str], *command: str) -> None:
    if not supervisor.run(command[0], [*MANAGE, *command], environment):
        raise DemoError(f"manage.py {command[0]} failed; what it said is above.")


def _is_new(database_url: str) -> bool:
    """Whether nobody has an account yet. A database with people in it is never filled with made-up ones."""
    with psycopg.connect(database_url) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM accounts_user)").fetchone()
    return found is None or not found[0]


def _start_services(supervisor: Supervisor, folder: Path, environment: dict[str, str], address: str) -> None:
    celery = [PYTHON, "-m", "celery", "-A", "familyhubs"]
    commands = {
        "sandbox": _sandbox(folder, environment, address),
        "worker": [
            *celery,
            "worker",
            "--loglevel=INFO",
            "--concurrency=2",
            "--without-gossip",
            "--without-mingle",
        ],
        "beat": [*celery, "beat", "--loglevel=INFO", "--pidfile="],
        "web": [PYTHON, "-m", "gunicorn", "--config", str(local.ROOT / "gunicorn.conf.py")],
    }
    secrets = {
        "NOTIFY_SANDBOX_KEYS": f"live:{environment['NOTIFY_API_KEY']}",
        "NOTIFY_SANDBOX_CALLBACK_TOKEN": environment["NOTIFY_CALLBACK_TOKEN"],
    }
    for name, command in commands.items():
        own = {**environment, **secrets} if name == "sandbox" else environment
        log = local.LOGS / f"{name}.log"
        supervisor.add(processes.start(name, command, log=log, environment=own, folder=local.ROOT))


def _sandbox(folder: Path, environment: dict[str, str], address: str) -> list[str]:
    """The sandbox knows the wordings that the database has from Notify."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        rows = connection.execute("SELECT notify_id, name, body, version FROM texts_texttemplate").fetchall()
    templates = [
        {"id": str(key), "name": name, "body": body, "version": version} for key, name, body, version in rows
    ]
    path = folder / TEMPLATES
    path.write_text(json.dumps(templates, indent=1), encoding="utf-8")
    port = environment["NOTIFY_BASE_URL"].rpartition(":")[2]
    command = [PYTHON, "-m", "cases.texts.sandbox", "--port", port, "--callback-url", address + RECEIPTS_PATH]
    return [*command, "--templates", str(path)]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def _free_port(port: str) -> int:
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise DemoError("PORT must be a number from 1 to 65535.")
    with socket.socket() as probe, contextlib.suppress(OSError):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(port)))
        return int(port)
    raise DemoError(f"Port {port} is taken: choose another, as in PORT=8123 make demo.")


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _greet(folder: Path, address: str) -> None:
    print(
        f"\nThe portal runs at {address}/ (Ctrl-C stops it). Its sign-in page has a button for each of these:\n"
    )
    personas = folder / PERSONAS
    if personas.is_file():
        for persona in json.loads(personas.read_text(encoding="utf-8")):
            print("  " + "  ".join(f"{value:<32}" for value in map(str, persona.values())).rstrip())
    else:
        print("  Sign in as somebody this database knows.")
    print(f"\nLogs are in {local.LOGS}.", flush=True)
