"""What is due before there is a family: the search of our records after a referral came."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from cases.families.due import Due, Whose
from cases.families.models.timescale import Step
from cases.families.rules.timescales import Timescales
from cases.referrals.models import Referral
from cases.referrals.queries import ReferralQuerySet
from cases.referrals.rules import search_due_at


class SearchesDue:
    """The source that ``cases.referrals`` offers."""

    def rows(self, whose: Whose, timescales: Timescales, until: datetime.date) -> ReferralQuerySet:
        """Referrals whose people were not looked for yet. What nobody took is everybody's at the front door."""
        user, starts = whose.user, timescales.last_starts(Step.SEARCH, until)
        found: ReferralQuerySet = Referral.objects.visible_to(user)
        if not starts or not user.can(Permission.REFERRAL_TRIAGE):
            return found.none()
        rows = found.of_front_door(user).waiting().unsearched()
        if not whose.of_teams:
            rows = rows.filter(Q(assigned_to=user) | Q(assigned_to__isnull=True))
        if whose.team:
            rows = rows.filter(team=whose.team)
        if whose.worker:
            rows = rows.filter(assigned_to=whose.worker)
        # Hours round up to days here, so a day more is asked for, and the moment decides.
        latest = max(starts.values()) + datetime.timedelta(days=1)
        return rows.filter(received_at__date__lte=latest).select_related("team", "assigned_to")

    def due(self, row: Any, timescales: Timescales) -> Due | None:
        """The moment by which our records have to be searched for whom it names."""
        moment = search_due_at(row, timescales)
        if moment is None:
            return None
        at = timezone.localtime(moment)
        return Due(
            family_id=None,
            family=f"referral {row.reference}",
            step=str(Step.SEARCH.label),
            due_on=at.date(),
            url=reverse("referrals:link", args=[row.pk]),
            team_id=row.team_id,
            team=str(row.team),
            worker_id=row.assigned_to_id,
            worker=str(row.assigned_to or ""),
            at=at,
        )
