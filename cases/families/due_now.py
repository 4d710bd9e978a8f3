"""What is overdue or due today, at the top of the home page."""

from __future__ import annotations

import datetime

from accounts.models import User
from accounts.permissions import Permission
from cases.families.due import AHEAD, due_of, own_work, team_work
from cases.families.panels import Shown
from cases.families.rules.dues import When, by_when

MOST = 5


class DueNow:
    """For a worker their own families, for whoever gives out work those of their teams; the longest overdue first."""

    order = 10

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """A few steps with the day each was due, and how many there are in all."""
        if not user.can(Permission.FAMILY_VIEW):
            return None
        leads = user.can(Permission.WORK_ALLOCATE)
        work = team_work(user, today) if leads else own_work(user, today)
        places = by_when(due_of(work, user, today + AHEAD), today)
        now = [*places[When.OVERDUE], *places[When.TODAY]]
        context = {
            "dues": now[:MOST],
            "more": max(0, len(now) - MOST),
            "ahead": len(places[When.AHEAD]),
            "today": today,
            "show_worker": leads,
        }
        told = [f"{len(places[When.OVERDUE])} overdue"] if places[When.OVERDUE] else []
        told += [f"{len(places[When.TODAY])} due today"] if places[When.TODAY] else []
        families = frozenset(due.family_id for due in now[:MOST])
        return Shown("families/due/now.html", context, families, ", ".join(told))
