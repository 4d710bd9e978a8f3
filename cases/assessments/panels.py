"""What waits for somebody on their home page: assessments to sign off, returned to them, and begun."""

from __future__ import annotations

import datetime

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from cases.assessments.models import Assessment, State
from cases.families.panels import Shown

MOST = 50


class Awaiting:
    """In one query: what a manager signs off, and what a worker has still to finish."""

    order = 15

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """``None`` for nothing to do."""
        if not user.can(Permission.ASSESSMENT_VIEW):
            return None
        rows = Assessment.objects.visible_to(user)
        waiting = Q(pk__in=rows.awaiting(user).values("pk")) | Q(pk__in=rows.in_hand(user).values("pk"))
        found = list(rows.filter(waiting).select_related("family", "form__definition", "started_by")[:MOST])
        if not found:
            return None
        lists = (
            ("Awaiting your sign-off", [row for row in found if row.state == State.SUBMITTED]),
            ("Assessments returned to you", [row for row in found if row.state == State.RETURNED]),
            ("Assessments in progress", [row for row in found if row.state == State.IN_PROGRESS]),
        )
        shown = [{"title": title, "rows": rows} for title, rows in lists if rows]
        return Shown("assessments/home.html", {"lists": shown}, frozenset(row.family_id for row in found))
