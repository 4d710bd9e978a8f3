"""What a manager sees of their teams on the home page: work without a worker, and how much everybody has."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from cases.families.caseload import led_chart, led_rows, waiting_work
from cases.families.panels import Asked, Shown
from cases.families.rules.caseload import weights_in_words
from cases.families.warnings import tagged, with_warning_kinds

MOST = 5


class WaitingForWorker:
    """Families of the reader's teams that nobody works with yet."""

    order = 12

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The most urgent few."""
        if not user.can(Permission.WORK_ALLOCATE):
            return None
        return [with_warning_kinds(waiting_work(user, today), user, today)[: MOST + 1]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """With the tags of the warnings about each."""
        work = tagged(rows[0])
        context = {"work": work[:MOST], "has_more": len(work) > MOST}
        families = frozenset(row.family_id for row in work[:MOST])
        many = f"more than {MOST}" if len(work) > MOST else str(len(work))
        headline = f"{many} waiting for a worker" if work else ""
        return Shown("families/home_waiting.html", context, families, headline)


class TeamLoad:
    """How much work the reader's teams have: by team where there are several, else by worker."""

    order = 45

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """How much each has."""
        return [led_rows(user, today)] if user.can(Permission.WORK_ALLOCATE) else None

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """A chart with its figures."""
        chart = led_chart(rows[0])
        if chart is None:
            return None
        return Shown("families/home_load.html", {"chart": chart, "weights": weights_in_words()})
