"""Writing oversight: a note, a draw of files to audit, a finished audit, a hand-over, work opened again."""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.involvements import involvement_close, involvement_open
from cases.families.actions.rows import row_add, row_change, row_hold
from cases.families.models import Involvement
from cases.families.queries import visible_involvements, wall_of_work
from cases.oversight.models import CaseAudit, HandOver, OversightNote
from cases.oversight.rules import NOT_AGAIN_FOR, draw, due_date

WRITTEN = "Written by the manager"
DRAWN = "Drawn for a case audit"


@transaction.atomic
def note_write(*, note: OversightNote, at: datetime.datetime, by: User) -> OversightNote:
    """Put a manager's note on the file, behind the wall of the work by which they see the family."""
    note.written_by, note.written_at, note.wall = by, at, wall_of_work(by, note.family_id)
    return row_add(row=note, by=by, reason=WRITTEN)


@transaction.atomic
def note_correct(*, note: OversightNote, version: uuid.UUID | None, by: User, reason: str) -> OversightNote:
    """Correct a note; what it said before stays in its history. Raises ``RowChanged``."""
    return row_change(row=note, version=version, by=by, reason=reason)


@transaction.atomic
def audits_draw(*, by: User, count: int, today: datetime.date, seed: int) -> list[CaseAudit]:
    """Draw open files of the auditor's teams by chance: not their own cases, nor any audited in the last half year.

    Returns the audits made: fewer than asked for when there are not as many files.
    """
    open_work = Involvement.objects.visible_to(by).open_on(today).filter(visible_involvements(by))
    recent = CaseAudit.objects.filter(drawn_on__gt=today - NOT_AGAIN_FOR)
    pool = (
        open_work.exclude(family__in=open_work.filter(allocated_to=by).values("family"))
        .exclude(family__in=recent.values("family"))
        .order_by()
        .values_list("family", flat=True)
    )
    return [_audit(key, by, today) for key in draw(set(pool), count, seed)]


def _audit(family: uuid.UUID, by: User, today: datetime.date) -> CaseAudit:
    audit = CaseAudit(
        family_id=family, auditor=by, drawn_on=today, due_on=due_date(today), wall=wall_of_work(by, family)
    )
    return row_add(row=audit, by=by, reason=DRAWN)


@transaction.atomic
def audit_finish(
    *, audit: CaseAudit, version: uuid.UUID | None, on: datetime.date, by: User, reason: str
) -> CaseAudit:
    """Grade the file. Raises ``RowChanged`` when it was finished meanwhile."""
    audit.done_on = on
    return row_change(row=audit, version=version, by=by, reason=reason)


@transaction.atomic
def hand_over(
    *, given: HandOver, version: uuid.UUID | None, at: datetime.datetime, by: User, reason: str
) -> HandOver:
    """Close the work as stepped up or down, and keep what was passed on beside it: both or neither."""
    involvement_close(
        involvement=given.involvement,
        version=version,
        ended_on=given.handed_on,
        end_reason=given.direction,
        by=by,
        reason=reason,
    )
    given.written_by, given.written_at, given.wall = by, at, given.involvement.wall
    return row_add(row=given, by=by, reason=reason)


@transaction.atomic
def work_reopen(
    *, closed: Involvement, version: uuid.UUID | None, on: datetime.date, by: User, reason: str
) -> Involvement:
    """Open the family again to the service and team it was closed to. The closed work stays as it was.

    Raises ``RowChanged`` when the closed work was changed meanwhile.
    """
    row_hold(row=closed, version=version)
    again = Involvement(
        family=closed.family,
        person=closed.person,
        service=closed.service,
        team=closed.team,
        priority=closed.priority,
        started_on=on,
    )
    return involvement_open(involvement=again, by=by, reason=reason)
