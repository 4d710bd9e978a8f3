"""Writing a backup: PostgreSQL's dump, through age, into a file that is there whole or not at all."""

import datetime
import hashlib
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import psycopg
import pyrage

from familyhubs.backups import BackupError
from familyhubs.backups.contents import Contents, contents
from familyhubs.backups.documents import archive_write, documents_named
from familyhubs.backups.folder import backup_path, documents_path, manifest_path, whole_file
from familyhubs.backups.server import Server, program

# The custom format goes to a pipe in one pass. `pg_dump` turns row security off by itself: it fails, never filters.
DUMP = ("--format=custom", "--no-password")


class Measured:
    """Hands on what is written, and knows its length and SHA-256."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Write it all."""
        self.size += len(data)
        self.digest.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        """Hand on what is waiting."""
        self.file.flush()


def recipients_of(written: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """The public keys a backup is encrypted to; any one of their private keys opens it.

    Raises BackupError when there is none, or one is not a public key of age; the message never repeats it.
    """
    if not written:
        raise BackupError(
            "BACKUP_RECIPIENT is not set: give the public key (age1…) whose private key is kept elsewhere."
        )
    if any(word.upper().startswith("AGE-SECRET-KEY-") for word in written):
        raise BackupError(
            "BACKUP_RECIPIENT holds a private key, which must never be on this machine: put the public key (age1…) "
            "there, and make a new pair."
        )
    try:
        return [pyrage.x25519.Recipient.from_str(word) for word in written]
    except pyrage.RecipientError:
        raise BackupError("BACKUP_RECIPIENT must be a public key of age, such as age1….") from None


def backup_write(
    server: Server, folder: Path, *, documents: Path, recipients: Sequence[str], at: datetime.datetime
) -> Path:
    """Write the backup of this moment with the files in ``documents``, and its manifest; returns its path.

    Counts, dump and the names of the files are of one snapshot, whoever writes meanwhile. Raises BackupError
    with nothing left behind.
    """
    keys = recipients_of(recipients)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        path = backup_path(folder, at)
        if path.exists():
            raise BackupError("A backup of this very second is there already.")
        with (
            server.connect() as connection,
            whole_file(path) as file,
            whole_file(documents_path(path)) as archive,
        ):
            major = connection.info.server_version // 10_000
            pg_dump = program("pg_dump", at_least=major)
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = contents(connection)
            ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
            out = Measured(file)
            _dump(*server.command(pg_dump, [*DUMP, f"--snapshot={snapshot}"]), out, keys)
            found["documents"] = _documents(connection, documents, Measured(archive), keys)
            _manifest_write(path, found, out, server=major, at=at)
    except OSError as error:
        raise BackupError(
            f"BACKUP_FOLDER cannot be written: {error.strerror or 'the disk said no'}."
        ) from None
    except psycopg.Error:
        raise BackupError("The database went away while it was being read.") from None
    return path


def _documents(
    connection: psycopg.Connection[Any], folder: Path, out: Measured, keys: list[pyrage.x25519.Recipient]
) -> dict[str, Any]:
    """What the manifest says of the archive."""
    names = documents_named(connection)
    if names and not folder.is_dir():
        raise BackupError(f"DOCUMENT_FOLDER is not there, and the database names {len(names)} files in it.")
    try:
        packed = archive_write(names, folder, out, keys)
    except PermissionError:
        raise BackupError("DOCUMENT_FOLDER cannot be read by whoever makes this backup.") from None
    return {
        "files": packed,
        "missing": len(names) - packed,
        "size": out.size,
        "sha256": out.digest.hexdigest(),
    }


def _dump(
    command: list[str], environment: dict[str, str], out: Measured, keys: list[pyrage.x25519.Recipient]
) -> None:
    # What it complains about fits in a pipe: it names tables, and is silent otherwise.
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        try:
            pyrage.encrypt_io(cast("IO[bytes]", process.stdout), out, keys)
        except BaseException as error:
            process.kill()
            if isinstance(error, pyrage.EncryptError):
                raise OSError(str(error)) from None
            raise
        complaint = cast("IO[bytes]", process.stderr).read().decode(errors="replace")
    if process.returncode != 0:
        first = (complaint.strip().splitlines() or ["it said nothing"])[0]
        raise BackupError(f"pg_dump stopped, so there is no backup: {first.removeprefix('pg_dump: error: ')}")


def _manifest_write(
    backup: Path, found: Contents, out: Measured, *, server: int, at: datetime.datetime
) -> None:
    manifest = {
        "made_at": at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "postgresql": server,
        "size": out.size,
        "sha256": out.digest.hexdigest(),
        **found,
    }
    with whole_file(manifest_path(backup)) as file:
        file.write(json.dumps(manifest, indent=1).encode())
