"""A PostgreSQL server as backups see it: past row security, by PostgreSQL's own programs."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql.client import DatabaseClient

from familyhubs.backups import BackupError
from familyhubs.env import CONNECTION_OPTIONS
from familyhubs.postgres import ServerError, programs

# What is read must not depend on how either server or user likes its dates and bytes written. Row security off means:
# fail rather than leave a row out.
SESSION = """
SET search_path = pg_catalog; SET row_security = off; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1
"""
VERSION = re.compile(r"\(PostgreSQL\) ([0-9]+)")


@dataclass(frozen=True)
class Server:
    """One database, by its entry in Django's settings; signed in as the user named there and acting as nobody else."""

    entry: Mapping[str, Any] = field(repr=False)  # holds the password

    def connect(self) -> psycopg.Connection[Any]:
        """A connection that sees every row or fails. Raises BackupError when the database does not answer."""
        names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
        given: dict[str, Any] = {name: self.entry[key] for key, name in names.items() if self.entry.get(key)}
        # The plain roles are for pages and tasks; this user acts as itself.
        given |= {name: value for name, value in self.entry["OPTIONS"].items() if name in CONNECTION_OPTIONS}
        try:
            connection = psycopg.connect(**given, autocommit=True)
        except psycopg.OperationalError:
            raise BackupError(
                "The database does not answer at the address given, or does not let this user in."
            ) from None
        connection.execute(SESSION)
        return connection

    def command(self, program: Path, options: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """A PostgreSQL program with this database as its own: what to run, and its environment with the password."""
        (_, *where, database), environment = DatabaseClient.settings_to_cmd_args_env(dict(self.entry), [])
        # Anything from the starter's own PGHOST or PGOPTIONS would bend it.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return [str(program), *where, *options, "-d", database], {**inherited, **(environment or {})}


def program(name: str, *, at_least: int) -> Path:
    """`pg_dump` or `pg_restore` of at least that major version: the one on PATH, or else the embedded server's.

    Raises BackupError when there is none; an older program cannot read what a newer server writes.
    """
    folders: list[str | None] = [None]
    with suppress(ServerError):  # a production image has no embedded server
        folders.append(str(programs()))
    found = [path for folder in folders if (path := shutil.which(name, path=folder))]
    versions = {path: _major_version(path) for path in found}
    for path, version in versions.items():
        if version >= at_least:
            return Path(path)
    if not versions:
        raise BackupError(f"{name} was not found: install the client programs of PostgreSQL {at_least}.")
    raise BackupError(
        f"{name} is of version {max(versions.values())}, older than PostgreSQL {at_least}: "
        f"install the client programs of PostgreSQL {at_least}."
    )


def _major_version(path: str) -> int:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    match = VERSION.search(answer)
    return int(match[1]) if match else 0
