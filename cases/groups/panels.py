"""Groups on the home page: today and this week, and registers nobody has taken."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Asked, Shown
from cases.groups.models import Session

ORDER = 12  # after what is due: a session has an hour
DAYS_AHEAD, DAYS_BACK, MOST = 7, 28, 12


class SessionsThisWeek:
    """Sessions of my teams' groups from today to this day next week, and those of the last weeks without register."""

    order = ORDER

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The panel names nobody who comes."""
        if not user.can(Permission.GROUP_RUN):
            return None
        day = datetime.timedelta(days=1)
        coming = Q(happens_on__range=(today, today + DAYS_AHEAD * day))
        missing = Q(happens_on__range=(today - DAYS_BACK * day, today - day), register_taken_at__isnull=True)
        rows = Session.objects.run_by(user).standing().filter(coming | missing)
        return [rows.select_related("cohort__programme", "cohort__lead_worker")[: 2 * MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """What is missing before what is to come."""
        (found,) = rows
        if not found:
            return None
        context = {
            "not_taken": [row for row in found if row.happens_on < today],
            "today": [row for row in found if row.happens_on == today],
            "later": [row for row in found if row.happens_on > today][:MOST],
        }
        return Shown("groups/home_panel.html", context)
