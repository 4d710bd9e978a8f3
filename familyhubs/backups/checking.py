"""Restoring a backup into an empty database, and comparing the two row for row."""

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

import psycopg
import pyrage
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from familyhubs import env
from familyhubs.backups import BackupError
from familyhubs.backups.contents import Contents, contents, differences
from familyhubs.backups.documents import documents_check, documents_named
from familyhubs.backups.folder import documents_path, manifest_path
from familyhubs.backups.server import Server, program
from familyhubs.postgres import EmbeddedPostgres, ServerError

TABLE = re.compile(r'for table "(\w+)"')
OCCUPIED = """
SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' LIMIT 1
"""


def manifest_of(backup: Path) -> Contents:
    """What the manifest beside a backup says. Raises BackupError when either is not there or not whole."""
    path = manifest_path(backup)
    if not backup.is_file() or not backup.name.endswith(".dump.age"):
        raise BackupError("There is no backup of that name: give the path of a file ending in .dump.age.")
    try:
        manifest: Contents = json.loads(path.read_text(encoding="utf-8"))
        parts = [(backup, manifest)]
        if "documents" in manifest:
            parts.append((documents_path(backup), manifest["documents"]))
        told = [(part, int(said["size"]), str(said["sha256"])) for part, said in parts]
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(f"The manifest {path.name} is not beside the backup, or is damaged.") from None
    for part, size, digest in told:
        _refuse_altered(part, size, digest)
    return manifest


def _refuse_altered(part: Path, size: int, digest: str) -> None:
    if not part.is_file():
        raise BackupError(f"The documents are not beside the backup: {part.name} is missing.")
    if part.stat().st_size != size:
        raise BackupError(
            f"The file {part.name} is cut off or grown: it has {part.stat().st_size} bytes, and the manifest says "
            f"{size}."
        )
    with part.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise BackupError(
                f"The file {part.name} was altered after it was written, or its manifest belongs to another."
            )


def identities_in(path: Path) -> list[pyrage.x25519.Identity]:
    """The private keys in a file as age-keygen writes it. Raises BackupError when there is none."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeError, pyrage.IdentityError):
        keys = []
    if not keys:
        raise BackupError("The key file cannot be read, or holds no private key of age (AGE-SECRET-KEY-1…).")
    return keys


def backup_check(
    backup: Path, *, identity: Path, server: Server, documents: Path | None = None
) -> tuple[Contents, list[str]]:
    """Restore a backup into an empty database; returns its manifest, and each difference as a sentence.

    Its documents go into the empty folder ``documents``, or are only looked at. Raises BackupError when it cannot be
    restored at all. The database is left as restored, when all is well for use.
    """
    keys, manifest = identities_in(identity), manifest_of(backup)
    _refuse_newer(manifest)
    with server.connect() as connection:
        major = max(connection.info.server_version // 10_000, manifest["postgresql"])
        if connection.execute(OCCUPIED).fetchone():
            raise BackupError("The database to restore into has tables already: give an empty one.")
        pg_restore = program("pg_restore", at_least=major)
        _make_roles(connection, manifest["roles"])
        # One transaction: all of it is there afterwards, or none.
        _restore(*server.command(pg_restore, ["--single-transaction", "--no-password"]), backup, keys)
        with connection.transaction():
            told = list(differences(manifest, contents(connection)))
            named = documents_named(connection)
    return manifest, told + documents_check(backup, manifest, keys, named=named, into=documents)


@contextmanager
def fresh_server(folder: Path) -> Iterator[Server]:
    """An empty embedded PostgreSQL under this folder, gone afterwards with everything restored into it."""
    try:
        with EmbeddedPostgres(folder, durable=False) as embedded:
            embedded.create_database("restored")
            yield Server(env.database_from_url(embedded.url("restored")))
    except ServerError as error:
        raise BackupError(
            f"{error} To check without it, give RESTORE_DATABASE_URL, an empty database of a superuser."
        ) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_newer(manifest: Contents) -> None:
    known = {f"{app} {name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest["migrations"]) - known)
    if newer:
        raise BackupError(
            f"The backup was made by a newer version of the portal ({newer[0]} is unknown here): check it with that."
        )


def _make_roles(connection: psycopg.Connection[Any], names: list[str]) -> None:
    """The roles that tables, policies and grants of the dump speak of; none can sign in."""
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_catalog.pg_roles")}
    for name in names:
        if name not in there:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))


class Feed:
    """Hands what was decrypted to pg_restore, and carries on when that has left: decrypting finds damage to the end."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self.pipe = pipe

    def write(self, data: bytes) -> int:
        """Write it all, while somebody reads."""
        with suppress(BrokenPipeError):
            self.pipe.write(data)
        return len(data)

    def flush(self) -> None:
        """Hand on what is waiting."""
        with suppress(BrokenPipeError):
            self.pipe.flush()


def _restore(
    command: list[str], environment: dict[str, str], backup: Path, keys: list[pyrage.x25519.Identity]
) -> None:
    # pg_restore stops at its first complaint, which fits in a pipe.
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        with backup.open("rb") as file:
            pyrage.decrypt_io(file, Feed(cast("IO[bytes]", process.stdin)), keys)
    except (pyrage.DecryptError, OSError) as error:
        process.kill()  # before it takes the end of its input for the end of the dump
        wrong_key = isinstance(error, pyrage.DecryptError) and "No matching keys" in str(error)
        raise BackupError(
            "This key does not open the backup: it was encrypted to another."
            if wrong_key
            else "The file is damaged: age cannot decrypt all of it."
        ) from None
    finally:
        _, complaint = process.communicate()
    if process.returncode != 0:
        # It quotes the row it stumbled over: only the table is told.
        table = TABLE.search(complaint.decode(errors="replace"))
        where = f" at the table {table[1]}" if table else ""
        raise BackupError(f"pg_restore could not restore the dump: it stopped{where}.")
