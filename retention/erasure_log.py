"""What was destroyed, by opaque key alone, in files outside the database: a restored backup is older than they are.

A folder with one file a day, one line a batch. A line says nothing about anybody; it lives as long as the backups do.
"""

import datetime
import errno
import json
import os
import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.jsonl")


class ErasureLogError(Exception):
    """The log cannot be read; the message is one sentence saying why."""


@dataclass(frozen=True)
class Erased:
    """What one person had erased at their request: these rows, or where none are named the whole file.

    ``rows`` are pairs of a kind (a model's label) and a key.
    """

    person: uuid.UUID
    request: uuid.UUID
    rows: tuple[tuple[str, str], ...] = ()
    families: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class Logged:
    """What the log names: families whose files were destroyed under the schedule, and what people had erased."""

    families: list[uuid.UUID]
    erased: list[Erased]


def log_append(folder: Path, families: Collection[uuid.UUID], *, at: datetime.datetime) -> None:
    """Write down, so that a power cut does not take it, that these families' files go. Raises OSError."""
    _append(folder, {}, families, at=at)


def log_erased(folder: Path, erased: Erased, *, at: datetime.datetime) -> None:
    """Write down what goes because a person asked for it. Raises OSError."""
    more = {"person": str(erased.person), "request": str(erased.request), "rows": erased.rows}
    _append(folder, more, erased.families, at=at)


def _append(
    folder: Path, more: Mapping[str, object], families: Collection[uuid.UUID], *, at: datetime.datetime
) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{at.astimezone(datetime.UTC):%Y-%m-%d}.jsonl"
    # The families come last, and nothing before them may end as they do: so a line that was cut off is known.
    line = json.dumps({"at": at.isoformat(), **more, "families": sorted(str(key) for key in families)})
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


def log_read(folder: Path) -> Logged:
    """Everything written down, each family once. Raises ErasureLogError when the folder or a line cannot be read.

    A line without its end was cut off before anything was destroyed, so it counts for nothing.
    """
    found: dict[uuid.UUID, None] = {}
    erased: list[Erased] = []
    try:
        for path in sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name)):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.endswith("]}"):
                    told = json.loads(line)
                    families = [uuid.UUID(str(key)) for key in told["families"]]
                    if "person" in told:
                        erased.append(_erased(told, families))
                    else:
                        found.update(dict.fromkeys(families))
    except OSError:
        raise ErasureLogError("ERASURE_LOG names a folder that cannot be read.") from None
    except (ValueError, KeyError, TypeError):
        raise ErasureLogError(
            f"{path.name} in ERASURE_LOG has a line that is not one of the log's."
        ) from None
    return Logged(list(found), erased)


def _erased(told: dict[str, Any], families: list[uuid.UUID]) -> Erased:
    return Erased(
        person=uuid.UUID(told["person"]),
        request=uuid.UUID(told["request"]),
        rows=tuple((str(label), str(key)) for label, key in told["rows"]),
        families=tuple(families),
    )


def log_rotate(folder: Path, *, keep_days: int, on: datetime.date) -> None:
    """Delete the files of days before any backup that is still kept. Does nothing where there is no folder."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        match = NAME.fullmatch(path.name)
        # One day more than the backups, whose day is counted in hours.
        if match and on - datetime.date.fromisoformat(match[1]) > datetime.timedelta(days=keep_days + 1):
            path.unlink()
