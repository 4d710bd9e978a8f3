"""An approved schedule, families whose period is over, and lists on their way to destruction."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.actor import acting_as, acting_as_system
from accounts.models import User
from cases.contacts.models import Contact
from cases.families.models import Family
from retention.actions.lists import list_approve, list_propose, list_submit
from retention.actions.schedule import schedule_approve
from retention.models import DisposalList, DisposalSwitch, Hold
from tests.database import as_worker
from tests.factories.accounts import Council
from tests.factories.families import REASON, FamilyFile, make_family

LONG_PAST = datetime.date(2015, 5, 15)
TODAY = datetime.date(2026, 11, 22)


def approve_schedule(by: User, *, in_force_from: datetime.date = datetime.date(2000, 1, 1)) -> None:
    """The council's own decision, without which nothing happens; here it approves the defaults, at once."""
    schedule_approve(in_force_from=in_force_from, at=timezone.now(), by=by)
    DisposalSwitch.objects.update(cooling_off_days=0)


def make_old_family(
    council: Council, *people: Any, ended_on: datetime.date | None = LONG_PAST, **fields: Any
) -> FamilyFile:
    """A family who used an open service once, so long ago that the file is due."""
    ended = {} if ended_on is None else {"ended_on": ended_on, "end_reason": "needs_met"}
    return make_family(council.north_hub, *people, started_on=datetime.date(2014, 5, 1), **ended, **fields)


def make_contact(family: Family, by: User, *, on: datetime.date, **fields: Any) -> Contact:
    """A visit on a day."""
    contact = Contact(
        **{
            "family": family,
            "kind": "visit",
            "happened_on": on,
            "source": "seen_and_heard",
            "what_happened": "We met.",
            "recorded_by": by,
            "recorded_at": timezone.now(),
        }
        | fields
    )
    contact.save_by(by=by, reason=REASON)
    return contact


def make_hold(**fields: Any) -> Hold:
    """A standing hold, on everything unless told otherwise."""
    hold = Hold(
        **{"scope": "everything", "reason": "police", "opened_on": TODAY, "review_on": TODAY} | fields
    )
    hold.save_by(by=None, reason=REASON)
    return hold


def propose(on: datetime.date = TODAY) -> DisposalList | None:
    """What the nightly job does, on a day of the test's choosing."""
    with as_worker(), acting_as_system("retention"):
        return list_propose(on=on, at=timezone.now())


def approved_list(council: Council, on: datetime.date = TODAY) -> DisposalList:
    """A list proposed, submitted by one officer and approved by another."""
    proposed = propose(on)
    assert proposed is not None
    with acting_as(council.records_officer):
        list_submit(disposal_list=proposed, at=timezone.now(), by=council.records_officer)
    with acting_as(council.second_records_officer):
        list_approve(disposal_list=proposed, at=timezone.now(), by=council.second_records_officer)
    return proposed
