"""Taking a register."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from cases.families.actions.drafts import draft_discard
from cases.families.actions.rows import row_hold
from cases.groups.models import Attendance, Session
from cases.groups.models.register import AWAY

REGISTER_FORM = "group_register"
TAKEN = "Register taken"
CORRECTED = "Register corrected"


@dataclass(frozen=True)
class Line:
    """What is said of one person; no mark is nothing said."""

    mark: str = ""
    reason: str = ""


@transaction.atomic
def register_save(
    *,
    session: Session,
    version: uuid.UUID | None,
    lines: Mapping[uuid.UUID, Line],
    by: User,
    now: datetime.datetime,
) -> Session:
    """Write the lines, by key of enrolment, that say something new; the others stay as they are.

    ``version`` is that of the session whose register its taker had before them: raises ``RowChanged`` when somebody
    else saved it since, so that nobody's marks are overwritten unseen.
    """
    kept = row_hold(row=session, version=version)
    reason = CORRECTED if kept.register_taken_at else TAKEN
    before = {row.enrolment_id: row for row in Attendance.objects.visible_to(by).filter(session=session)}
    for key, line in lines.items():
        _write(before.get(key) or Attendance(session=session, enrolment_id=key), line, by=by, reason=reason)
    kept.register_taken_at, kept.register_taken_by = now, by
    kept.save_by(by=by, reason=reason)
    draft_discard(by=by, family=None, form=draft_name(session))
    return kept


def draft_name(session: Session) -> str:
    """The form of a draft of this register. It is about many families, so it belongs to none of them.

    It holds keys, marks and reasons, no names; only its writer reads it, and it goes when the register is saved.
    """
    return f"{REGISTER_FORM}:{session.pk}"


def _write(row: Attendance, line: Line, *, by: User, reason: str) -> None:
    if not line.mark:
        if not row._state.adding:
            row.delete_by(by=by, reason=reason)
        return
    why = line.reason if line.mark in AWAY else ""
    if (row.mark, row.reason) == (line.mark, why):
        return
    row.mark, row.reason = line.mark, why
    row.save_by(by=by, reason=reason)
