"""What a manager sees of their teams on the home page: work without a worker, and how much everybody has."""

from __future__ import annotations

import datetime

from accounts.models import User
from accounts.permissions import Permission
from cases.families.caseload import led_chart, waiting_work
from cases.families.panels import Shown
from cases.families.rules.caseload import weights_in_words
from cases.families.warnings import with_warning_tags

MOST = 5


class WaitingForWorker:
    """Families of the reader's teams that nobody works with yet."""

    order = 12

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """The most urgent few, in one query."""
        if not user.can(Permission.WORK_ALLOCATE):
            return None
        rows = with_warning_tags(waiting_work(user, today), user, today, MOST + 1)
        context = {"work": rows[:MOST], "has_more": len(rows) > MOST}
        families = frozenset(row.family_id for row in rows[:MOST])
        many = f"more than {MOST}" if len(rows) > MOST else str(len(rows))
        headline = f"{many} waiting for a worker" if rows else ""
        return Shown("families/home_waiting.html", context, families, headline)


class TeamLoad:
    """How much work the reader's teams have: by team where there are several, else by worker."""

    order = 45

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """A chart with its figures, in one query."""
        if not user.can(Permission.WORK_ALLOCATE):
            return None
        chart = led_chart(user, today)
        if chart is None:
            return None
        return Shown("families/home_load.html", {"chart": chart, "weights": weights_in_words()})
