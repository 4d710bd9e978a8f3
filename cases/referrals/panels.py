"""The front door on the home page: what waits, and what one wrote down that nobody has decided."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Asked, Shown
from cases.referrals.models import Referral, ReferralPerson
from cases.referrals.rules import clock

MOST = 5


class FrontDoorToday:
    """For the front door the referrals that are due first; for everybody else the way to record one."""

    order = 30

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """What waits of the reader's front door, or what they recorded themselves."""
        if not user.can(Permission.REFERRAL_RECORD):
            return None
        people = Prefetch("people", ReferralPerson.objects.visible_to(user))
        waiting = Referral.objects.visible_to(user).waiting().prefetch_related(people)
        rows = (
            waiting.of_front_door(user)
            if user.can(Permission.REFERRAL_TRIAGE)
            else waiting.filter(recorded_by=user)
        )
        return [rows.select_related("assigned_to", "team")[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with how long it has waited."""
        now, triages = timezone.now(), user.can(Permission.REFERRAL_TRIAGE)
        found = [(row, clock(row, now)) for row in rows[0]]
        late = sum(told.is_overdue for _, told in found) if triages else 0
        many = f"{late} or more" if late == MOST else str(late)
        return Shown(
            "referrals/home.html",
            {"rows": found, "triages": triages},
            frozenset(row.family_id for row, _ in found if row.family_id),
            f"{many} {'referral' if late == 1 else 'referrals'} overdue" if late else "",
        )
