"""Destroying once more, after an old backup was restored, what had been destroyed since it was made.

Two officers approved each of these files once. Still nothing goes that anything keeps now: what the restored database
knows of holds, requests and later work counts, and an officer looks at what stays.
"""

import datetime
import enum
import uuid
from collections import Counter
from collections.abc import Collection

from django.db import IntegrityError, transaction

from cases.families.models import Person
from retention.actions.deletion import rows_delete_again
from retention.actions.destruction import close_the_doors, groups_allowed, groups_destroy
from retention.actions.erasure import file_erase, tables_of, what_keeps
from retention.erasure_log import Erased
from retention.models import DisposalRegister, DisposalSwitch
from retention.models.disposal import Block
from retention.queries.due import files_due, linked_families
from retention.queries.graph import StillShared
from retention.queries.rows_of_person import rows_there
from retention.queries.schedule import schedule_is_approved


class ReplayRefused(Exception):
    """Nothing may be destroyed now; the message is one sentence saying why."""


class Replayed(enum.Enum):
    """What came of erasing again what a person had erased."""

    NOTHING = "nothing of it had come back"
    GONE = "it had come back and is gone"
    KEPT = "it came back and stays"


@transaction.atomic
def erasures_replay(
    *, families: Collection[uuid.UUID], run: uuid.UUID, on: datetime.date, at: datetime.datetime
) -> int:
    """Destroy those of these families' files that came back; tells how many went. Safe to run twice.

    Raises ``ReplayRefused`` while the switch is off or the schedule is not approved.
    """
    _check_switch()
    if not schedule_is_approved(on):
        raise ReplayRefused("The retention schedule in this database is not approved: approve it first.")
    close_the_doors()
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


@transaction.atomic
def erased_replay(*, erased: Erased, run: uuid.UUID, on: datetime.date, at: datetime.datetime) -> Replayed:
    """Erase again what came back of what one person had erased at their request. Safe to run twice.

    Rows go by their keys, so that what was written down since stays. Raises ``ReplayRefused`` while the switch is off.
    """
    _check_switch()
    kinds = list(dict.fromkeys(label for label, _ in erased.rows))
    back = rows_there(erased.rows) if kinds else Person.objects.filter(pk=erased.person).exists()
    if not back:
        return Replayed.NOTHING
    close_the_doors(also=tables_of(kinds))
    if what_keeps(erased.person, request=erased.request, kinds=kinds, on=on):
        return Replayed.KEPT
    try:
        with transaction.atomic():
            if kinds:
                counts = rows_delete_again(person=erased.person, keys=erased.rows, at=at)
            else:
                counts, _ = file_erase(erased.person, at)
    except (IntegrityError, StillShared):
        return Replayed.KEPT
    register, _ = DisposalRegister.objects.get_or_create(pk=run, defaults={"started_at": at})
    register.rules["erasure granted to a person"] = register.rules.get("erasure granted to a person", 0) + 1
    register.counts = dict(sorted((Counter(register.counts) + counts).items()))
    register.finished_at = at
    register.save()
    return Replayed.GONE


def _check_switch() -> None:
    if not DisposalSwitch.objects.select_for_update().get().may_run:
        raise ReplayRefused("Disposal is stopped: let it run first.")
