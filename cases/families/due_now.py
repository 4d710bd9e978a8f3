"""What is overdue or due today, at the top of the home page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from cases.families.due import AHEAD, Whose, due_rows, dues_told, early_rows, own_work, team_work
from cases.families.panels import Asked, Shown
from cases.families.rules.dues import When, by_when

MOST = 5


class DueNow:
    """For a worker their own families, for whoever gives out work those of their teams; the longest overdue first."""

    order = 10

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The work with something due, and what may be due before work opens."""
        if not user.can(Permission.FAMILY_VIEW):
            return None
        leads, until = user.can(Permission.WORK_ALLOCATE), today + AHEAD
        work = team_work(user, today) if leads else own_work(user, today)
        return [due_rows(work, user, until), *early_rows(Whose(user, of_teams=leads), until)]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """A few steps with the day each was due, and how many there are in all."""
        places = by_when(dues_told(rows[0], user, today + AHEAD, rows[1:]), today)
        now = [*places[When.OVERDUE], *places[When.TODAY]]
        context = {
            "dues": now[:MOST],
            "more": max(0, len(now) - MOST),
            "ahead": len(places[When.AHEAD]),
            "today": today,
            "show_worker": user.can(Permission.WORK_ALLOCATE),
        }
        told = [f"{len(places[When.OVERDUE])} overdue"] if places[When.OVERDUE] else []
        told += [f"{len(places[When.TODAY])} due today"] if places[When.TODAY] else []
        families = frozenset(due.family_id for due in now[:MOST] if due.family_id)
        return Shown("families/due/now.html", context, families, ", ".join(told))
