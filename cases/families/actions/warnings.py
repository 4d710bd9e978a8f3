"""Recording a warning, looking at it again, and ending it."""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import row_hold
from cases.families.models import Family, WarningNote
from cases.families.queries import wall_of_work


@transaction.atomic
def warning_record(
    *, warning: WarningNote, family: Family, by: User, on: datetime.date, reason: str
) -> WarningNote:
    """Put a warning on the record, behind the wall of the work by which its author knows the family."""
    warning.recorded_by, warning.recorded_on = by, on
    warning.wall = wall_of_work(by, family.pk)
    warning.save_by(by=by, reason=reason)
    return warning


@transaction.atomic
def warning_end(
    *, warning: WarningNote, version: uuid.UUID | None, by: User, on: datetime.date, reason: str
) -> WarningNote:
    """End a warning with the reason; it stays in the record. Raises ``RowChanged`` if somebody was faster."""
    row_hold(row=warning, version=version)
    warning.ended_on, warning.ended_by, warning.end_reason = on, by, reason
    warning.save_by(by=by, reason=reason)
    return warning
