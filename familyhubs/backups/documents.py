"""The documents of a backup: one encrypted archive beside the dump, of the very files that the dump's rows name.

A file is written before its row is, so every file a snapshot names is there when the archive is made after it; one
that was destroyed in between is counted as missing. What no row names, such as half an upload, is not in a backup.
"""

import hashlib
import io
import os
import tarfile
import uuid
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

import psycopg
import pyrage

from cases.documents.folder import place_in
from familyhubs.backups import BackupError
from familyhubs.backups.folder import documents_path, keep_names, whole_file

NAMED = "SELECT id, digest FROM public.documents_documentversion ORDER BY id"


@dataclass
class Unpacked:
    """How many files of an archive are what was added, and how many are not (or are nobody's)."""

    whole: int = 0
    other: int = 0


def documents_named(connection: psycopg.Connection[Any]) -> dict[uuid.UUID, str]:
    """The names of the files that a database's rows name, each with its digest."""
    return dict(connection.execute(NAMED).fetchall())


def archive_write(
    names: Iterable[uuid.UUID], folder: Path, out: Any, keys: list[pyrage.x25519.Recipient]
) -> int:
    """Write these files of the folder, through age, to ``out``; tells how many were there. Raises OSError.

    A pipe lies between, so that nothing is kept unencrypted on a disk or whole in memory.
    """
    reading, writing = os.pipe()
    with ThreadPoolExecutor(max_workers=1) as thread:
        with os.fdopen(reading, "rb") as pipe:
            packing = thread.submit(_pack, names, folder, writing)
            try:
                pyrage.encrypt_io(pipe, out, keys)
            except pyrage.EncryptError as error:
                raise OSError(str(error)) from None
        return packing.result()


def _pack(names: Iterable[uuid.UUID], folder: Path, writing: int) -> int:
    packed = 0
    with os.fdopen(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as archive:
        for name in names:
            try:
                content = place_in(folder, name).read_bytes()
            except FileNotFoundError:
                continue
            entry = tarfile.TarInfo(name.hex)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
            packed += 1
    return packed


def documents_check(
    backup: Path,
    manifest: Mapping[str, Any],
    keys: list[pyrage.x25519.Identity],
    *,
    named: Mapping[uuid.UUID, str],
    into: Path | None,
) -> list[str]:
    """Open the archive of a backup and hold each file against the digest in its row; tells differences as sentences.

    With ``into``, an empty folder, the files that are what was added are put back there. Raises BackupError when there
    is no archive to put back, or it cannot be opened.
    """
    if "documents" not in manifest:
        if into:
            raise BackupError("This backup has no documents in it: an older version of the portal made it.")
        return []
    if into and into.exists() and any(into.iterdir()):
        raise BackupError("The folder to put documents back into has files already: give an empty one.")
    found = _opened(documents_path(backup), keys, named, into)
    told = []
    if found.other:
        told.append(f"{found.other} documents of the backup are not what was added.")
    lost = len(named) - found.whole - found.other - manifest["documents"]["missing"]
    if lost:
        told.append(f"The files of {abs(lost)} documents are {'missing' if lost > 0 else 'too many'}.")
    return told


def _opened(
    archive: Path, keys: list[pyrage.x25519.Identity], named: Mapping[uuid.UUID, str], into: Path | None
) -> Unpacked:
    reading, writing = os.pipe()
    with ThreadPoolExecutor(max_workers=1) as thread:
        with os.fdopen(reading, "rb") as pipe:
            opening = thread.submit(_decrypt, archive, writing, keys)
            found = None
            with suppress(tarfile.TarError):  # what decrypting says of it is nearer to the cause
                found = _unpack(pipe, named, into)
        try:
            opening.result()
        except (pyrage.DecryptError, OSError):
            found = None
    if found is None:
        raise BackupError("The documents of the backup are damaged: age cannot decrypt all of them.")
    return found


def _decrypt(archive: Path, writing: int, keys: list[pyrage.x25519.Identity]) -> None:
    with archive.open("rb") as file, os.fdopen(writing, "wb") as pipe:
        pyrage.decrypt_io(file, pipe, keys)


def _unpack(pipe: BinaryIO | IO[bytes], named: Mapping[uuid.UUID, str], into: Path | None) -> Unpacked:
    found = Unpacked()
    with tarfile.open(fileobj=pipe, mode="r|") as archive:
        for entry in archive:
            file, name = archive.extractfile(entry), _name(entry.name)
            content = file.read() if file else b""
            if name is None or hashlib.sha256(content).hexdigest() != named.get(name):
                found.other += 1
                continue
            found.whole += 1
            if into:
                _put_back(place_in(into, name), content)
    while pipe.read(65_536):
        pass  # to the end, where age finds what was cut off
    return found


def _name(written: str) -> uuid.UUID | None:
    """A name of ours, never a path: nothing an archive says leads out of the folder."""
    try:
        return uuid.UUID(hex=written)
    except ValueError:
        return None


def _put_back(place: Path, content: bytes) -> None:
    place.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    with whole_file(place) as file:
        file.write(content)
    keep_names(place.parent.parent)
