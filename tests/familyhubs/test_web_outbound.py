"""A server calls the hosts its settings list, and nothing else, whichever library asks."""

import json
import socket
import threading
from collections.abc import Iterator

import pytest

from familyhubs import env
from tests import production

# Run in a process of its own: what is switched on cannot be switched off again. Says what became of each call.
CALLS = """
import json, sys
sys.argv = [{program!r}]
{start}
import asyncio, smtplib, socket, urllib.request
import psycopg, requests
from familyhubs.outbound import OutboundRefused

def refused(call):
    try:
        call()
    except BaseException as error:
        while error is not None:
            if isinstance(error, OutboundRefused):
                return True
            error = error.__cause__ or error.__context__ or getattr(error, "reason", None)
    return False

def calls(host, port):
    def datagram():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"x", (host, port))
    def plain():
        with socket.socket() as caller:
            caller.settimeout(3)
            caller.connect((host, port))
    async def streams():
        await asyncio.open_connection(host, port)
    return {{
        "requests": lambda: requests.get(f"http://{{host}}:{{port}}/", timeout=3),
        "urllib": lambda: urllib.request.urlopen(f"http://{{host}}:{{port}}/", timeout=3),
        "smtplib": lambda: smtplib.SMTP(host, port, timeout=3),
        "psycopg": lambda: psycopg.connect(host=host, port=port, connect_timeout=3),
        "psycopg by address": lambda: psycopg.connect(f"host=127.0.0.1 hostaddr={{host}} port={{port}}"),
        "psycopg by url": lambda: psycopg.Connection.connect(f"postgresql://u@{{host}}:{{port}}/n?connect_timeout=3"),
        "datagram": datagram,
        "socket": plain,
        "asyncio": lambda: asyncio.run(asyncio.wait_for(streams(), 3)),
    }}

listed, other = sys.stdin.read().split()
names = {{
    "getaddrinfo": lambda: socket.getaddrinfo("secret.elsewhere.example", 443),
    "gethostbyname": lambda: socket.gethostbyname("secret.elsewhere.example"),
    "gethostbyaddr": lambda: socket.gethostbyaddr("192.0.2.1"),
}}
print(json.dumps({{
    "listed": {{name: refused(call) for name, call in calls("127.0.0.1", int(listed)).items()}},
    "by name": {{"urllib": refused(calls("localhost", int(listed))["urllib"])}},
    "other port": {{name: refused(call) for name, call in calls("127.0.0.1", int(other)).items()}},
    "other host": {{name: refused(call) for name, call in calls("127.0.0.2", int(listed)).items()}},
    "names": {{name: refused(call) for name, call in names.items()}},
}}))
"""
STARTS = {
    "gunicorn": "import familyhubs.wsgi",
    "celery": "import familyhubs.celery",
    "manage.py": "from familyhubs.start import load_settings; load_settings()",
}


class Listener:
    """Answers nobody, and counts who came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.callers = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.callers += 1
            caller.close()


@pytest.fixture
def listeners() -> Iterator[tuple[Listener, Listener]]:
    both = Listener(), Listener()
    yield both
    for each in both:
        each.socket.close()


@pytest.mark.parametrize("program", STARTS)
def test_a_process_calls_the_listed_hosts_and_no_other(
    program: str, listeners: tuple[Listener, Listener]
) -> None:
    listed, other = listeners
    answer = production.run(
        ["-c", CALLS.format(program=program, start=STARTS[program])],
        production.environment(
            DATABASE_URL=f"postgresql://hubs@127.0.0.1:{listed.port}/hubs",
            CELERY_BROKER_URL=f"amqp://127.0.0.1:{listed.port}//",
            NOTIFY_BASE_URL=f"http://localhost:{listed.port}",
        ),
        asked=f"{listed.port} {other.port}",
    )
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout.splitlines()[-1])
    assert not any(said["listed"].values()), said
    assert said["by name"] == {"urllib": False}
    assert all(said["other port"].values()), said
    assert all(said["other host"].values()), said
    assert all(said["names"].values()), said
    assert listed.callers >= 6
    assert other.callers == 0
    assert f"Refused to call 127.0.0.1:{other.port}: it is not in OUTBOUND_HOSTS" in answer.stderr


def test_a_queue_elsewhere_is_refused_too(listeners: tuple[Listener, Listener]) -> None:
    listed, other = listeners
    script = (
        "import sys; sys.argv = ['celery']\n"
        "import familyhubs.celery, kombu\n"
        "from familyhubs.outbound import OutboundRefused\n"
        f"kombu.Connection('amqp://127.0.0.1:{other.port}//', connect_timeout=2).connect()\n"
    )
    answer = production.run(
        ["-c", script], production.environment(CELERY_BROKER_URL=f"amqp://127.0.0.1:{listed.port}//")
    )
    assert answer.returncode != 0
    assert "OutboundRefused" in answer.stderr
    assert other.callers == 0


def test_the_list_is_made_from_the_addresses_that_were_given() -> None:
    script = (
        "from familyhubs.start import load_settings; load_settings()\n"
        "from django.conf import settings; print(*settings.OUTBOUND_HOSTS)\n"
    )
    answer = production.run(["-c", script])
    assert answer.stdout.split() == ["broker.example:5671", "db.example:5432", "notify.example:443"]


@pytest.mark.parametrize(
    ("database", "addresses", "listed"),
    [
        ("postgresql:///hubs?host=/run/pg", ["filesystem://"], []),
        ("postgresql://db/hubs", ["amqp://mq//", "http://notify"], ["db:5432", "mq:5672", "notify:80"]),
        ("postgresql:///hubs?host=a,b&port=6543", [], ["a:6543", "b:6543"]),
        ("postgresql://u@[::1]:5433/hubs", [], ["::1:5433"]),
    ],
)
def test_each_kind_of_address_gives_its_host_and_its_usual_port(
    database: str, addresses: list[str], listed: list[str]
) -> None:
    assert env.outbound_hosts(env.database_from_url(database), *addresses) == listed
