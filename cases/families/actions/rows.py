"""Writing one row of a family's file: add, change, end, remove. Every other action builds on these four.

A change names the version its writer had before them; when somebody else was faster, nothing is written.
"""

import datetime
import uuid
from typing import TypeVar

from django.db import transaction

from accounts.models import User
from accounts.records import Record

R = TypeVar("R", bound=Record)


class Refused(Exception):
    """An action that may not happen now. Its words say why and who can help; the form keeps what was typed."""


class RowChanged(Exception):
    """Somebody changed the row after the form was opened. ``row`` is as it stands now; nothing was written."""

    def __init__(self, row: Record) -> None:
        super().__init__("The row changed since the form was opened")
        self.row = row


@transaction.atomic
def row_add(*, row: R, by: User, reason: str) -> R:
    """Put a new row on file."""
    row.save_by(by=by, reason=reason)
    return row


@transaction.atomic
def row_change(*, row: R, version: uuid.UUID | None, by: User, reason: str) -> R:
    """Write the changed row over the version its writer saw. Raises ``RowChanged`` if that is no longer the newest."""
    row_hold(row=row, version=version)
    row.save_by(by=by, reason=reason)
    return row


@transaction.atomic
def row_end(*, row: R, version: uuid.UUID | None, ended_on: datetime.date, by: User, reason: str) -> R:
    """Give a dated row its last day. It stays on file as what was true until then."""
    row_hold(row=row, version=version)
    row.ended_on = ended_on  # type: ignore[attr-defined]
    row.save_by(by=by, reason=reason)
    return row


@transaction.atomic
def row_remove(*, row: Record, version: uuid.UUID | None, by: User, reason: str) -> None:
    """Take an undated row off the file; its history keeps what it said, who removed it and why."""
    row_hold(row=row, version=version)
    row.delete_by(by=by, reason=reason)


def row_hold(*, row: R, version: uuid.UUID | None) -> R:
    """Lock the row until the transaction ends and check that nobody was faster; raises ``RowChanged``."""
    kept: R | None = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if kept is None or row_version(kept) != version:
        raise RowChanged(kept or row)
    return kept


def row_version(row: Record) -> uuid.UUID | None:
    """The key of the row's newest version; ``None`` for a row without history."""
    key: uuid.UUID | None = row.history.values_list("history_id", flat=True).first()
    return key
