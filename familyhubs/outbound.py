"""Nothing is called but what the settings list: OUTBOUND_HOSTS, made from the addresses the council gave.

Every server and command switches this on as it starts (`familyhubs.start`) and cannot switch it off again. Python tells
an audit hook of each connection, datagram and look-up of a name, whichever library asks; PostgreSQL's own library is
no Python and is asked separately. A call elsewhere fails like a host that is down. Sockets of this machine's files
(PostgreSQL's, for one) are free.

It stops a mistake, or a library that reports home. It does not stop a stranger who runs programs of their own in here:
that takes the council's firewall, told the same list.

The notice promises that information stays in the UK. So each host on the list has to be one whose place the council
knows: it chooses where its database and broker run, and answers for GOV.UK Notify's terms when it signs up for that.
"""

from __future__ import annotations

import functools
import logging
import os
import socket
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

logger = logging.getLogger(__name__)
POSTGRES_PORT = 5432


class OutboundRefused(ConnectionRefusedError):
    """This host is not in OUTBOUND_HOSTS."""


class Outbound:
    """The hosts and ports that may be called, and the addresses their names have been found to have."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.ports: dict[str, set[int]] = defaultdict(set)
        for entry in hosts:
            host, _, port = entry.rpartition(":")
            self.ports[_plain(host)].add(int(port))
        self.found: dict[str, set[int]] = defaultdict(set)

    def call(self, host: object, port: object) -> None:
        """Raises OutboundRefused for what is not listed."""
        name = _plain(host)
        if port not in self.ports.get(name, ()) and port not in self.found.get(name, ()):
            raise _refusal(f"{name}:{port}")

    def look_up(self, host: object) -> None:
        """The same before a name is asked for: a name can carry a secret out by itself."""
        if host not in (None, "") and _plain(host) not in self.ports.keys() | self.found.keys():
            raise _refusal(_plain(host))

    def learn(self, host: object, answers: Iterable[Any]) -> None:
        """The addresses a listed name has just been found to have."""
        for answer in answers:
            self.found[_plain(answer[4][0])] |= self.ports[_plain(host)]


# A setting in a list: a hook cannot be taken out, and a second start of the same process must not add another.
_SWITCHED_ON: list[Outbound] = []


def only(hosts: Iterable[str]) -> None:
    """From now on this process and its children by fork call these alone (`host:port`)."""
    if _SWITCHED_ON:
        return
    outbound = Outbound(hosts)
    _SWITCHED_ON.append(outbound)
    _learn_from_look_ups(outbound)
    for connection in (psycopg.Connection, psycopg.AsyncConnection):
        _ask_before_connecting(connection, outbound)
    psycopg.connect = psycopg.Connection.connect
    sys.addaudithook(_hook(outbound))


def _hook(outbound: Outbound) -> Callable[[str, tuple[Any, ...]], None]:
    def connect(own: socket.socket, address: Any = None) -> None:
        if own.family != socket.AF_UNIX and address is not None:
            outbound.call(*address[:2])

    checks: Mapping[str, Callable[..., None]] = {
        "socket.connect": connect,
        "socket.sendto": connect,
        "socket.sendmsg": connect,
        "socket.getaddrinfo": lambda host, *_: outbound.look_up(host),
        "socket.gethostbyname": outbound.look_up,
        "socket.gethostbyaddr": outbound.look_up,
        "socket.getnameinfo": lambda address: outbound.look_up(address[0]),
    }

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        check = checks.get(event)
        if check is not None:
            check(*arguments)

    return heard


def _learn_from_look_ups(outbound: Outbound) -> None:
    look_up = socket.getaddrinfo

    @functools.wraps(look_up)
    def learning(host: Any, *args: Any, **kwargs: Any) -> Any:
        answers = look_up(host, *args, **kwargs)
        outbound.learn(host, answers)
        return answers

    socket.getaddrinfo = learning


def _ask_before_connecting(connection: Any, outbound: Outbound) -> None:
    connect = connection.connect.__func__

    def asking(cls: Any, /, conninfo: str = "", **kwargs: Any) -> Any:
        given = {name: kwargs[name] for name in ("host", "hostaddr", "port") if kwargs.get(name)}
        wanted: dict[str, Any] = {**conninfo_to_dict(conninfo), **given}
        port = int(wanted.get("port") or os.environ.get("PGPORT") or POSTGRES_PORT)
        for name in ("hostaddr", "host"):
            for host in str(wanted.get(name) or os.environ.get(f"PG{name.upper()}", "")).split(","):
                if host and not host.startswith("/"):
                    outbound.call(host, port)
        return connect(cls, conninfo, **kwargs)

    connection.connect = classmethod(asking)


def _plain(host: object) -> str:
    text = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    return text.strip("[]").partition("%")[0].rstrip(".").lower()


def _refusal(wanted: str) -> OutboundRefused:
    logger.error("Refused to call %s: it is not in OUTBOUND_HOSTS", wanted[:100])
    return OutboundRefused("This host is not in OUTBOUND_HOSTS")
