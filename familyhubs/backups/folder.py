"""The folder of backups: names that tell the moment, files that appear whole or not at all, and rotation.

A backup is never edited. It goes when its time is over, and with it the last trace of what was destroyed since.
"""

import datetime
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

NAME = re.compile(r"familyhubs-(\d{8}T\d{6}Z)\.(?:dump\.age|documents\.age|manifest\.json)")
STAMP = "%Y%m%dT%H%M%SZ"
UNFINISHED = ".unfinished"


def backup_path(folder: Path, at: datetime.datetime) -> Path:
    """Where the backup of a moment goes; the name tells it in UTC."""
    return folder / f"familyhubs-{at.astimezone(datetime.UTC).strftime(STAMP)}.dump.age"


def manifest_path(backup: Path) -> Path:
    """Where the manifest of a backup is."""
    return backup.with_name(backup.name.removesuffix(".dump.age") + ".manifest.json")


def documents_path(backup: Path) -> Path:
    """Where the documents of a backup are."""
    return backup.with_name(backup.name.removesuffix(".dump.age") + ".documents.age")


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file that its owner alone may read. It gets its name when all of it is on the disk, or goes again."""
    unfinished = path.with_name(path.name + UNFINISHED)
    # os.open, so that it is never readable by others, not even for an instant.
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        keep_names(path.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def keep_names(folder: Path) -> None:
    """Bring the names in a folder to the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rotate(folder: Path, *, keep_days: int, at: datetime.datetime) -> list[Path]:
    """Delete backups, documents and manifests older than `keep_days` days; tells which. Other files are left alone.

    Also what a run that was killed left unfinished, once it is a day old.
    """
    gone = []
    for path in sorted(folder.iterdir()):
        match = NAME.fullmatch(path.name.removesuffix(UNFINISHED))
        if match is None or path.is_symlink():
            continue
        made_at = datetime.datetime.strptime(match[1], STAMP).replace(tzinfo=datetime.UTC)
        days = 1 if path.name.endswith(UNFINISHED) else keep_days
        if at - made_at > datetime.timedelta(days=days):
            path.unlink()
            gone.append(path)
    return gone
