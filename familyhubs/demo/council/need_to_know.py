"""A restricted family, and an emergency that waits for its manager to look at it."""

from __future__ import annotations

import datetime

from accounts.actions.alerts import alerts_raise
from accounts.models import AlertKind
from cases.families.actions.restrictions import restriction_place
from cases.families.models import BreakGlass, Restriction
from cases.families.models.break_glass import ONE_HOUR
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff

WHY = "School rang: nobody collected the youngest, the office was closed and I needed somebody to ring"


def restricted_family(maker: Maker, staff: Staff, home: Household) -> None:
    """Seen by the hub's worker and the service manager alone."""
    manager = staff.personas["hub_manager"]
    restriction_place(
        restriction=Restriction(
            family=home.family,
            reason="safety",
            detail="An order of the family court keeps the father away",
            review_on=maker.today + datetime.timedelta(days=120),
        ),
        named=[manager, staff.personas["hub_worker"]],
        by=manager,
        at=maker.now - datetime.timedelta(days=20),
    )


def emergency(maker: Maker, staff: Staff, home: Household) -> None:
    """Another hub's worker opened a family the day before yesterday; its manager has not looked at it yet."""
    worker, at = staff.personas["other_hub_worker"], maker.now - datetime.timedelta(days=2)
    grant = BreakGlass(user=worker, person=home.main_carer, reason=WHY, started_at=at, ends_at=at + ONE_HOUR)
    grant.save_by(by=worker, reason="Emergency access")
    alerts_raise(
        to=[staff.personas["hub_manager"]],
        kind=AlertKind.BREAK_GLASS,
        at=at,
        route="families:break_glass_review",
        key=grant.pk,
    )
