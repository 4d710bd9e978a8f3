"""Taking a register."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from cases.families.actions.drafts import draft_save
from cases.families.actions.rows import row_hold
from cases.families.models import Draft
from cases.groups.models import Attendance, Enrolment, Session
from cases.groups.models.register import AWAY

REGISTER_FORM = "group_register"
TAKEN = "Register taken"
CORRECTED = "Register corrected"
LINES = ("mark_", "away_")
"""What the names of a form's fields begin with that are about one person; the key of their enrolment follows."""


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
    register_draft_discard(session=session, by=by)
    return kept


@transaction.atomic
def register_draft_save(
    *,
    session: Session,
    fields: Mapping[str, list[str]],
    enrolments: Iterable[Enrolment],
    by: User,
    now: datetime.datetime,
) -> Draft | None:
    """Keep the marks so far for their writer alone, as one draft for each family on the register.

    So a draft is about nobody else than the family it belongs to: whoever asks for what is held about them gets it,
    and it goes with their file. Lines of people who are not among ``enrolments`` are dropped. ``None`` for nobody.
    """
    families = {str(row.pk): row.family for row in enrolments}
    draft = None
    for family in {family.pk: family for family in families.values()}.values():
        theirs = {
            name: values
            for name, values in fields.items()
            if not name.startswith(LINES) or families.get(name.partition("_")[2]) == family
        }
        draft = draft_save(by=by, family=family, form=draft_name(session), fields=theirs, now=now)
    return draft


@transaction.atomic
def register_draft_discard(*, session: Session, by: User) -> None:
    """Drop the writer's drafts of this register, of all families on it."""
    Draft.objects.visible_to(by).filter(form=draft_name(session)).delete()


def draft_name(session: Session) -> str:
    """The form of the drafts of this register, one for each family on it.

    They hold keys, marks and reasons, no names; only their writer reads them, and they go when the register is saved.
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
