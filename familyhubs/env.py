"""Reads settings from the environment, or from files named there, and refuses bad ones in one clear sentence.

`NAME` holds the value itself; `NAME_FILE` names a file that holds it (a mounted secret). A message names the setting
and says what is expected; it never repeats the value, which may be a password.
"""

import ipaddress
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from familyhubs import local

Local = str | Callable[[], str] | None

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
# Everything libpq needs to reach a server safely; anything else in the address is more likely a slip than a wish.
CONNECTION_OPTIONS = frozenset(
    {
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "connect_timeout",
        "application_name",
        "target_session_attrs",
    }
)
BROKER_SCHEMES = ("amqp", "amqps", "filesystem")
PORTS = {
    "http": 80,
    "https": 443,
    "amqp": 5672,
    "amqps": 5671,
    "postgresql": 5432,
    "postgres": 5432,
    "smtp": 587,
    "smtps": 465,
    "tcp": 3310,  # clamd
}
THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
DATABASE_ROLES = {"owner": None, "web": "familyhubs_web", "worker": "familyhubs_worker"}
OWNER_COMMANDS = frozenset(
    {
        *("migrate", "makemigrations", "sqlmigrate", "showmigrations", "flush", "dbshell", "test"),
        *("database_users", "backup", "restore_check"),
    }
)
# Names of this machine that no other machine can reach; the last is Django's test client.
OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
DIRECTORY_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NOTIFY_KEY = re.compile(
    r".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


class SettingError(ImproperlyConfigured):
    """A setting is missing or malformed; the message is one sentence for the person starting the process."""


class Secret(str):
    """A value for the process alone: settings that are printed, logged or shown for debugging hide it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'hidden'"


def text(name: str, *, default: str | None = None, local_default: Local = None) -> str:
    """A setting as written, without surrounding space.

    `default` holds everywhere; `local_default` only on a development machine (see `familyhubs.local`). With neither,
    a missing setting raises SettingError; so does one that is set to nothing.
    """
    value = _given(name)
    if value is None:
        value = default
    if value is None and local_default is not None and local.may_assume_defaults():
        value = local_default if isinstance(local_default, str) else local_default()
    if value is None:
        raise SettingError(
            f"{name} is not set: put it, or {name}_FILE with the path of a file, in the environment."
        )
    return value


def secret(
    name: str, *, at_least: int = 32, default: str | None = None, local_default: Local = None
) -> Secret:
    """A secret of at least that many characters."""
    value = text(name, default=default, local_default=local_default)
    if len(value) < at_least:
        raise SettingError(f"{name} must have at least {at_least} characters.")
    return Secret(value)


def boolean(name: str, *, default: bool) -> bool:
    """A yes-or-no setting: true, false, yes, no, on, off, 1 or 0."""
    word = text(name, default=str(default)).lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise SettingError(f"{name} must be true or false.")
    return word in TRUE_WORDS


def insecure_local(hosts: list[str]) -> bool:
    """Whether this is the demo, which speaks plain http; refused where other machines could reach it."""
    is_on = boolean("INSECURE_LOCAL", default=local.may_assume_defaults())
    if is_on and local.program(sys.argv) == "gunicorn" and _given("BIND_HOST") not in THIS_MACHINE:
        raise SettingError(
            "INSECURE_LOCAL must be false unless BIND_HOST is 127.0.0.1: it is for the demo alone."
        )
    if is_on and local.program(sys.argv) in local.SERVERS and not OWN_HOSTS.issuperset(hosts):
        raise SettingError(
            "INSECURE_LOCAL sends passwords in the clear, so ALLOWED_HOSTS may then name this machine alone."
        )
    return is_on


def debug(*, insecure_local: bool) -> bool:
    """Whether faults are shown with the source and every variable: a developer's own machine, never a server."""
    on = boolean("DEBUG", default=False)
    if on and (not insecure_local or local.program(sys.argv) in local.SERVERS):
        raise SettingError("DEBUG must be false: its error pages show settings and people's records.")
    return on


def integer(name: str, *, default: int | None = None, at_least: int = 0, at_most: int = 2**31 - 1) -> int:
    """A whole number within the bounds, both included."""
    written = text(name, default=None if default is None else str(default))
    if not re.fullmatch(r"-?[0-9]{1,10}", written) or not at_least <= int(written) <= at_most:
        raise SettingError(f"{name} must be a whole number from {at_least} to {at_most}.")
    return int(written)


def items(name: str, *, default: str | None = None, local_default: Local = None) -> list[str]:
    """A list written with commas; spaces around each item are dropped, and so are empty items."""
    parts = text(name, default=default, local_default=local_default).split(",")
    return [part.strip() for part in parts if part.strip()]


def host_names(name: str, *, local_default: Local = None) -> list[str]:
    """Host names in full. One that stands for others would let a request name any host it likes."""
    names = items(name, local_default=local_default)
    if not names or any(host.startswith(".") or "*" in host for host in names):
        raise SettingError(f"{name} must list each host name in full, without * or a leading dot.")
    return names


def networks(name: str) -> list[str]:
    """Addresses or networks, such as 10.0.0.5 or 10.0.0.0/24; none unless given."""
    given = items(name, default="")
    try:
        return [str(ipaddress.ip_network(each)) for each in given]
    except ValueError:
        raise SettingError(
            f"{name} must list addresses or networks, such as 10.0.0.5 or 10.0.0.0/24."
        ) from None


def web_address(name: str, *, default: str | None = None, local_default: Local = None) -> str:
    """An http or https address, without a slash at its end."""
    value = text(name, default=default, local_default=local_default)
    parts = _split(name, value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingError(f"{name} must be an address starting with http:// or https://.")
    return value.rstrip("/")


def notify_api_key(name: str = "NOTIFY_API_KEY", *, local_default: Local = None) -> Secret:
    """A GOV.UK Notify key as Notify issues it: a name, the service's id and the secret, joined by hyphens."""
    value = text(name, local_default=local_default)
    if not NOTIFY_KEY.fullmatch(value):
        raise SettingError(f"{name} must be a GOV.UK Notify key: a name and two ids joined by hyphens.")
    return Secret(value)


def demo_mode(*, insecure: bool, hosts: list[str], entra: object) -> bool:
    """Whether a made-up persona is signed in at the press of a button; refused wherever somebody else could press it.

    Everything must say that this is the demo on one's own machine: no https, no other host name, a socket that only
    this machine reaches, and no directory of real people.
    """
    if not boolean("DEMO_MODE", default=False):
        return False
    demand = "DEMO_MODE lets anybody in without a password, so "
    if not insecure:
        raise SettingError(f"{demand}INSECURE_LOCAL must be on, as it is in the demo alone.")
    if not OWN_HOSTS.issuperset(hosts):
        raise SettingError(f"{demand}ALLOWED_HOSTS may name this machine alone.")
    if text("BIND_HOST", default="0.0.0.0") not in OWN_HOSTS:  # noqa: S104 - what gunicorn listens to by itself
        raise SettingError(f"{demand}BIND_HOST must be 127.0.0.1.")
    if entra is not None:
        raise SettingError(f"{demand}the ENTRA_ settings must be taken out.")
    return True


def entra_app() -> dict[str, Any] | None:
    """The council's Entra ID as allauth wants it described, or ``None`` when no setting speaks of it.

    `ENTRA_SERVER_URL` is only for another cloud of Microsoft's, or another OpenID Connect issuer that puts `oid` and
    `tid` into its tokens.
    """
    names = ("ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "ENTRA_CLIENT_SECRET", "ENTRA_SERVER_URL")
    if all(_given(name) is None for name in names):
        return None
    tenant = text("ENTRA_TENANT_ID")
    if not DIRECTORY_ID.fullmatch(tenant):  # "common" and "organizations" would let any organisation in
        raise SettingError("ENTRA_TENANT_ID must be the id of one directory: 32 digits and letters a to f.")
    server = web_address(
        "ENTRA_SERVER_URL", default=f"https://login.microsoftonline.com/{tenant.lower()}/v2.0"
    )
    parts = urlsplit(server)
    if parts.scheme != "https" and parts.hostname not in OWN_HOSTS:
        raise SettingError("ENTRA_SERVER_URL must start with https://.")
    return {
        "provider_id": "entra",
        "name": "Entra ID",
        "client_id": text("ENTRA_CLIENT_ID"),
        "secret": text("ENTRA_CLIENT_SECRET"),
        "settings": {
            "server_url": server,
            "origin": f"{parts.scheme}://{parts.netloc}",
            "tenant": tenant.lower(),
            "uid_field": "oid",
        },
    }


def broker(name: str = "CELERY_BROKER_URL", *, local_default: Local = local.broker_url) -> Secret:
    """Where Celery's messages go: RabbitMQ (amqp://, amqps://) or, on one machine, plain files (filesystem://)."""
    value = text(name, local_default=local_default)
    parts = _split(name, value)
    if parts.scheme not in BROKER_SCHEMES:
        raise SettingError(f"{name} must start with amqp://, amqps:// or filesystem://.")
    if parts.scheme != "filesystem" and not parts.hostname:
        raise SettingError(f"{name} must name the host of RabbitMQ.")
    return Secret(value)


def outbound_hosts(database: dict[str, Any], *addresses: str) -> list[str]:
    """`host:port` of the database and of each address; what listens on a socket or in files needs no network."""
    found = {
        f"{host}:{database['PORT'] or 5432}"
        for host in database["HOST"].split(",")
        if host and not host.startswith("/")
    }
    for address in addresses:
        parts = urlsplit(address)
        if parts.hostname:
            found.add(f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}")
    return sorted(found)


def scanner(name: str = "CLAMD_ADDRESS") -> str:
    """Where clamd listens, as `tcp://host:port`; empty when no setting names it, and then nothing is scanned."""
    if _given(name) is None:
        return ""
    parts = _split(name, text(name))
    if parts.scheme != "tcp" or not parts.hostname or parts.path or parts.username:
        raise SettingError(f"{name} must be an address of the form tcp://host:3310.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"tcp://{host}:{parts.port or PORTS['tcp']}"


class EmailServer(NamedTuple):
    """Where emails to staff are handed in, in the order of Django's settings."""

    host: str
    port: int
    user: str
    password: str
    start_tls: bool
    tls: bool


def email_server(name: str = "EMAIL_URL") -> EmailServer | None:
    """The mail server, or ``None`` when none is set: `smtp://user:password@host:587`, or `smtps://` on port 465.

    The connection is encrypted, save to this very machine.
    """
    if _given(name) is None:
        return None
    parts = _split(name, text(name))
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingError(f"{name} must be an address starting with smtp:// or smtps://.")
    is_tls = parts.scheme == "smtps"
    return EmailServer(
        parts.hostname,
        parts.port or (465 if is_tls else 587),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        start_tls=not is_tls and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
        tls=is_tls,
    )


def email_address(name: str) -> str:
    """An email address."""
    value = text(name)
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
        raise SettingError(f"{name} must be an email address.")
    return value


def database(
    name: str = "DATABASE_URL", *, role: str | None = None, local_default: Local = local.demo_database_url
) -> dict[str, Any]:
    """Django's entry for the database named by the setting, acting as this process's database role."""
    entry = database_from_url(
        text(name, local_default=local_default), role=role or database_role(sys.argv), name=name
    )
    if local.program(sys.argv) == "gunicorn":  # its threads come and go; a signed-in connection should not
        _pool(entry["OPTIONS"])
    return entry


def database_from_url(url: str, *, role: str = "owner", name: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's entry for a PostgreSQL address.

    Over the network `postgresql://user:password@host:5432/name?sslmode=require`; over a Unix socket
    `postgresql:///name?host=/folder&user=postgres`. The role (owner, web or worker) is taken on after connecting, so
    that row security binds the process whoever it signed in as.
    """
    parts = _split(name, url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SettingError(
            f"{name} must start with postgresql://, because this service runs on PostgreSQL only."
        )
    query = dict(parse_qsl(parts.query))
    given = {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": query.pop("user", unquote(parts.username or "")),
        "PASSWORD": Secret(query.pop("password", unquote(parts.password or ""))),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": query.pop("port", str(parts.port or "")),
    }
    if not given["NAME"] or "/" in given["NAME"]:
        raise SettingError(f"{name} must end with the name of a database, such as /familyhubs.")
    if given["PORT"] and not re.fullmatch(r"[0-9]{1,5}", given["PORT"]):
        raise SettingError(f"{name} must have a port that is a number.")
    if query.keys() - CONNECTION_OPTIONS:
        raise SettingError(
            f"{name} may only add {', '.join(sorted(CONNECTION_OPTIONS))} after the question mark."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        **given,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**query, **({"assume_role": DATABASE_ROLES[role]} if DATABASE_ROLES[role] else {})},
    }


def database_role(argv: list[str]) -> str:
    """Which database role this process acts in: owner, web or worker.

    `DATABASE_ROLE` decides when it is set. Otherwise commands that shape the database are its owner, gunicorn is the
    web, and everything else (Celery, other commands, a shell) is the worker, which row security binds too.
    """
    role = _given("DATABASE_ROLE")
    if role is not None:
        if role not in DATABASE_ROLES:
            raise SettingError("DATABASE_ROLE must be owner, web or worker.")
        return role
    if local.program(argv) == "gunicorn":
        return "web"
    if local.program(argv) == "manage.py" and len(argv) > 1 and argv[1] in OWNER_COMMANDS:
        return "owner"
    return "worker"


def _given(name: str) -> str | None:
    value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if value is not None and path is not None:
        raise SettingError(f"{name} and {name}_FILE are both set: keep one of them.")
    if path is not None:
        try:
            value = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeError):
            raise SettingError(f"{name}_FILE names a file that cannot be read.") from None
    if value is not None and not value.strip():
        raise SettingError(f"{name} is set to nothing: give it a value or take it out.")
    return None if value is None else value.strip()


def _split(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError(
            f"{name} must be a well-formed address, with a port that is a number if it has one."
        ) from None
    if port == 0:
        raise SettingError(f"{name} must have a port from 1 to 65535.")
    return parts


def _pool(options: dict[str, Any]) -> None:
    size = integer("DATABASE_POOL", default=10, at_least=1, at_most=1000)
    options["pool"] = {"min_size": 1, "max_size": size, "timeout": 5}
    # Django 5.2 asks the pool for a connection while it sets up the pool's first one when it assumes a role, and waits
    # for ever. PostgreSQL takes the role on by itself when it is asked at sign-in.
    role = options.pop("assume_role", None)
    if role:
        options["options"] = f"-c role={role}"
