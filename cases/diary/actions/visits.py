"""Planning a visit, moving it, calling it off."""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.diary.models import Visit
from cases.families.actions.rows import row_add, row_change, row_hold
from cases.families.queries import wall_of_work

PLANNED = "Planned"


@transaction.atomic
def visit_plan(*, visit: Visit, at: datetime.datetime, by: User) -> Visit:
    """Put a visit into the diary, behind the wall of the work by which its planner sees the family."""
    visit.planned_by, visit.planned_at, visit.wall = by, at, wall_of_work(by, visit.family_id)
    return row_add(row=visit, by=by, reason=PLANNED)


@transaction.atomic
def visit_change(*, visit: Visit, version: uuid.UUID | None, by: User, reason: str) -> Visit:
    """Move a visit, or change who goes. Raises ``RowChanged`` when somebody was faster."""
    return row_change(row=visit, version=version, by=by, reason=reason)


@transaction.atomic
def visit_call_off(
    *, visit: Visit, version: uuid.UUID | None, why: str, detail: str, at: datetime.datetime, by: User
) -> Visit:
    """Say that it does not, or did not, take place, and why. It stays on file. Raises ``RowChanged``."""
    kept = row_hold(row=visit, version=version)
    kept.called_off_at, kept.called_off_by = at, by
    kept.call_off, kept.call_off_detail = why, detail
    kept.save_by(by=by, reason=kept.get_call_off_display())
    return kept
