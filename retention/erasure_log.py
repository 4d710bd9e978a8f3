"""What was destroyed, by opaque key alone, in files outside the database: a restored backup is older than they are.

A folder with one file a day, one line a batch. A line says nothing about anybody; it lives as long as the backups do.
"""

import datetime
import errno
import json
import os
import re
import uuid
from collections.abc import Collection
from pathlib import Path

NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.jsonl")


class ErasureLogError(Exception):
    """The log cannot be read; the message is one sentence saying why."""


def log_append(folder: Path, families: Collection[uuid.UUID], *, at: datetime.datetime) -> None:
    """Write down, so that a power cut does not take it, that these families' files go. Raises OSError."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{at.astimezone(datetime.UTC):%Y-%m-%d}.jsonl"
    line = json.dumps({"at": at.isoformat(), "families": sorted(str(key) for key in families)})
    for place, flags, text in (
        # A line of its own even after one that was cut off.
        (path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, f"\n{line}\n"),
        (folder, os.O_RDONLY, ""),  # the name of a new file must last too
    ):
        descriptor = os.open(place, flags, 0o600)
        try:
            if text and os.write(descriptor, text.encode()) != len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def log_read(folder: Path) -> list[uuid.UUID]:
    """Every family written down, each once. Raises ErasureLogError when the folder or a line cannot be read.

    A line without its end was cut off before anything was destroyed, so it counts for nothing.
    """
    found: dict[uuid.UUID, None] = {}
    try:
        for path in sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name)):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.endswith("]}"):
                    found.update(dict.fromkeys(uuid.UUID(str(key)) for key in json.loads(line)["families"]))
    except OSError:
        raise ErasureLogError("ERASURE_LOG names a folder that cannot be read.") from None
    except (ValueError, KeyError, TypeError):
        raise ErasureLogError(
            f"{path.name} in ERASURE_LOG has a line that is not one of the log's."
        ) from None
    return list(found)


def log_rotate(folder: Path, *, keep_days: int, on: datetime.date) -> None:
    """Delete the files of days before any backup that is still kept. Does nothing where there is no folder."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        match = NAME.fullmatch(path.name)
        # One day more than the backups, whose day is counted in hours.
        if match and on - datetime.date.fromisoformat(match[1]) > datetime.timedelta(days=keep_days + 1):
            path.unlink()
