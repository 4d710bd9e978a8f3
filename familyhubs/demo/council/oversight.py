"""Something for the hub manager to ask about, and the staff to confirm this quarter."""

from __future__ import annotations

from accounts.actions.access_log import access_record_add
from accounts.actions.reviews import reviews_carry_on
from cases.families.actions.access_patterns import patterns_find
from cases.families.models import Family
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import HUBS, Staff

CURIOUS = "Kwame Asante-Reid"


def oversight_make(maker: Maker, staff: Staff, family: Family) -> None:
    """A worker of another hub looks three times at a family; then the two jobs of the night do what they always do."""
    worker = next(worker for worker in staff.workers[HUBS[1]] if worker.full_name == CURIOUS)
    last = maker.working_day(maker.days_ago(1))
    for hour in (11, 13, 16):
        access_record_add(
            by=worker,
            at=maker.moment(last, hour, 20),
            route="families:family",
            ground="index card",
            family_id=family.pk,
        )
    patterns_find(day=last, at=maker.now)
    reviews_carry_on(on=maker.today, at=maker.now)
