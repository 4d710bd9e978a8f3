"""The folder of files: outside the web root, each under a random name, readable by the portal's own user alone.

Names are drawn at random and say nothing; they are never made from what somebody typed. A file is there whole or not
at all.
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

UNFINISHED = ".part"


class FolderError(Exception):
    """The folder cannot be read or written, or a file is not there; the message names no file."""


def file_write(name: uuid.UUID, content: bytes) -> None:
    """Put a file there for good: once this returns, losing power does not lose it. Raises ``FolderError``."""
    path = _path(name)
    unfinished = path.with_suffix(UNFINISHED)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _settle(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise FolderError(f"The folder of documents cannot be written: {error.strerror}") from None


def file_read(name: uuid.UUID, *, digest: str) -> bytes:
    """What is in a file. Raises ``FolderError`` when it is not there, or no longer what was put there.

    Read whole: a file is small, and not a byte of one that was altered is ever sent.
    """
    try:
        content = _path(name).read_bytes()
    except OSError as error:
        raise FolderError(f"The file cannot be read: {error.strerror}") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise FolderError("The file is not what was put there")
    return content


def file_destroy(name: uuid.UUID) -> None:
    """Take a file off the disk; one that is gone already is no fault."""
    try:
        _path(name).unlink(missing_ok=True)
    except OSError as error:
        raise FolderError(f"The file cannot be destroyed: {error.strerror}") from None


def names_older_than(seconds: float) -> Iterator[uuid.UUID]:
    """Names of files that were there so long already; what was left half written is taken off the disk on the way."""
    before = time.time() - seconds
    for path in sorted(_folder().glob("[0-9a-f][0-9a-f]/*")):
        if path.stat().st_mtime >= before:
            continue
        if path.suffix == UNFINISHED:
            path.unlink(missing_ok=True)
            continue
        try:
            yield uuid.UUID(path.name)
        except ValueError:
            continue  # nothing of ours


def _folder() -> Path:
    return Path(settings.DOCUMENT_FOLDER)


def place_in(folder: Path, name: uuid.UUID) -> Path:
    """Where a file of this name is in a folder of files, this one or one in which a backup is put back."""
    return folder / name.hex[:2] / name.hex


def _path(name: uuid.UUID) -> Path:
    return place_in(_folder(), name)


def _settle(folder: Path) -> None:
    """Make the new name in the folder outlast a loss of power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
