"""The front door on the home page: what waits, and what one wrote down that nobody has decided."""

from __future__ import annotations

import datetime

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Shown
from cases.referrals.models import Referral
from cases.referrals.rules import clock

MOST = 5


class FrontDoorToday:
    """For the front door the referrals that are due first; for everybody else the way to record one."""

    order = 30

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """What waits of the reader's front door, or what they recorded themselves."""
        if not user.can(Permission.REFERRAL_RECORD):
            return None
        now = timezone.now()
        triages = user.can(Permission.REFERRAL_TRIAGE)
        waiting = Referral.objects.visible_to(user).waiting().prefetch_related("people")
        rows = waiting.of_front_door(user) if triages else waiting.filter(recorded_by=user)
        found = [(row, clock(row, now)) for row in rows.select_related("assigned_to", "team")[:MOST]]
        late = sum(told.is_overdue for _, told in found) if triages else 0
        many = f"{late} or more" if late == MOST else str(late)
        return Shown(
            "referrals/home.html",
            {"rows": found, "triages": triages},
            frozenset(row.family_id for row, _ in found if row.family_id),
            f"{many} {'referral' if late == 1 else 'referrals'} overdue" if late else "",
        )
