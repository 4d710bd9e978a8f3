"""Destroying once more, after an old backup was restored, what had been destroyed since it was made.

Two officers approved each of these files once. Still nothing goes that anything keeps now: what the restored database
knows of holds, requests and later work counts, and an officer looks at what stays.
"""

import datetime
import uuid
from collections.abc import Collection

from django.db import connection, transaction

from retention.actions.destruction import CLOSE_THE_DOORS, groups_allowed, groups_destroy
from retention.models import DisposalRegister, DisposalSwitch
from retention.models.disposal import Block
from retention.queries.due import files_due, linked_families
from retention.queries.schedule import schedule_is_approved


class ReplayRefused(Exception):
    """Nothing may be destroyed now; the message is one sentence saying why."""


@transaction.atomic
def erasures_replay(
    *, families: Collection[uuid.UUID], run: uuid.UUID, on: datetime.date, at: datetime.datetime
) -> int:
    """Destroy those of these families' files that came back; tells how many went. Safe to run twice.

    Raises ``ReplayRefused`` while the switch is off or the schedule is not approved.
    """
    if not DisposalSwitch.objects.select_for_update().get().may_run:
        raise ReplayRefused("Disposal is stopped: let it run first.")
    if not schedule_is_approved(on):
        raise ReplayRefused("The retention schedule in this database is not approved: approve it first.")
    with connection.cursor() as cursor:
        cursor.execute(CLOSE_THE_DOORS)
    # An officer decided about whatever needed a decision; anything else that keeps a file is newer than that.
    allowed = {key: {Block.REVIEW} for key in families}
    ready = groups_allowed(files_due(on, linked_families(families)), allowed)
    if not ready:
        return 0
    register, _ = DisposalRegister.objects.get_or_create(pk=run, defaults={"started_at": at})
    destroyed = len(groups_destroy(ready, register))
    # The officers' list and its numbers are in a row of the register that the old backup does not have.
    register.families = register.people = 0
    register.finished_at = at
    register.save()
    return destroyed
