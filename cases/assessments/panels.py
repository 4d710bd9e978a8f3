"""What waits for somebody on their home page: assessments to sign off, returned to them, and begun."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from cases.assessments.models import Assessment, State
from cases.families.panels import Asked, Shown

MOST = 50


class Awaiting:
    """What a manager signs off, and what a worker has still to finish."""

    order = 15

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """Both in one list."""
        if not user.can(Permission.ASSESSMENT_VIEW):
            return None
        rows = Assessment.objects.visible_to(user)
        waiting = Q(pk__in=rows.awaiting(user).values("pk")) | Q(pk__in=rows.in_hand(user).values("pk"))
        return [rows.filter(waiting).select_related("family", "form__definition", "started_by")[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """``None`` for nothing to do."""
        (found,) = rows
        if not found:
            return None
        lists = (
            ("Awaiting your sign-off", [row for row in found if row.state == State.SUBMITTED]),
            ("Assessments returned to you", [row for row in found if row.state == State.RETURNED]),
            ("Assessments in progress", [row for row in found if row.state == State.IN_PROGRESS]),
        )
        shown = [{"title": title, "rows": rows} for title, rows in lists if rows]
        return Shown("assessments/home.html", {"lists": shown}, frozenset(row.family_id for row in found))
