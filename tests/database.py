"""Whom the test is to PostgreSQL. A test begins as the web's plain role with no actor: it sees no personal row.

``as_owner`` steps past row security, to build what a test needs and to look at what is really there; ``as_worker`` is
the role that tasks and commands run under.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

from tests.migrating import drawing_little

TEMPLATE = "FAMILYHUBS_TEST_TEMPLATE"  # names the database that was migrated once for the whole run
ONE_AT_A_TIME = (
    2_011_982  # any number: the key of the lock that lets one process migrate while the others wait
)

OWN_BUSINESS = {"django_session", "cache_entries"}  # who came, how often


def own_business(table: str) -> bool:
    """Any page may write to it: who came and how often; and who looked at whom, in the log's parts by month."""
    return table in OWN_BUSINESS or bool(re.fullmatch(r"y\d{4}m\d{2}|other", table))


def written() -> dict[str, int]:
    """Rows written so far in this transaction, by table; what was undone counts too. Compare two answers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


@contextmanager
def as_owner() -> Iterator[None]:
    """The superuser of the test server: sees and writes everything."""
    with _role("NONE"):
        yield


@contextmanager
def as_worker() -> Iterator[None]:
    """The worker's plain role, under which a job of the system is believed."""
    with _role("familyhubs_worker"):
        yield


@contextmanager
def as_web() -> Iterator[None]:
    """The web's plain role."""
    with _role("familyhubs_web"):
        yield


@contextmanager
def _role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        before, session_user = cursor.fetchone()
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {'NONE' if before == session_user else before}")


def migrated_template() -> str:
    """The name of the migrated database that all others are copied from; made by whoever needs it first."""
    return made_once(os.environ[TEMPLATE], _migrate)


def made_once(name: str, make: Callable[[str], None]) -> str:
    """The name of a database that whoever needs it first makes for the whole run, while the others wait."""
    with _server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            # Under another name until it is whole: one that fails must not leave half a template.
            make(f"{name}_unfinished")
            cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    with drawing_little():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict["NAME"] = before


@contextmanager
def copied_database(name: str, template: str | None = None) -> Iterator[None]:
    """A copy of the migrated database, or of another one, under this name; gone afterwards."""
    copy_database(name, template or migrated_template())
    try:
        yield
    finally:
        with _server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_database(name: str, template: str) -> None:
    """A copy of a database that nobody is connected to, in place of an earlier one of this name."""
    with _server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Point the default connection at another database, in the role it has."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor of the superuser outside every transaction, beside the test's own connection."""
    role = connection.settings_dict["OPTIONS"].pop("assume_role", None)
    try:
        with connection._nodb_cursor() as cursor:
            yield cursor
    finally:
        if role:
            connection.settings_dict["OPTIONS"]["assume_role"] = role
