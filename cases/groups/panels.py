"""Groups on the home page: today and this week, and registers nobody has taken. And on a family's page: its own."""

from __future__ import annotations

import datetime

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Family
from cases.families.panels import WORK, Shown
from cases.groups.models import Enrolment, Session, State

ORDER = 12  # after what is due: a session has an hour
STANDING = (State.ENROLLED, State.WAITING)
DAYS_AHEAD, DAYS_BACK, MOST = 7, 28, 12


class SessionsThisWeek:
    """Sessions of my teams' groups from today to this day next week, and those of the last weeks without register."""

    order = ORDER

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """One query; the panel names nobody who comes."""
        if not user.can(Permission.GROUP_RUN):
            return None
        day = datetime.timedelta(days=1)
        coming = Q(happens_on__range=(today, today + DAYS_AHEAD * day))
        missing = Q(happens_on__range=(today - DAYS_BACK * day, today - day), register_taken_at__isnull=True)
        rows = Session.objects.run_by(user).standing().filter(coming | missing)
        found = list(rows.select_related("cohort__programme", "cohort__lead_worker")[: 2 * MOST])
        if not found:
            return None
        context = {
            "not_taken": [row for row in found if row.happens_on < today],
            "today": [row for row in found if row.happens_on == today],
            "later": [row for row in found if row.happens_on > today][:MOST],
        }
        return Shown("groups/home_panel.html", context)


class FamilyGroups:
    """What the people of a family go to or wait for, with the day they meet next; nobody else is named or counted."""

    place = WORK

    def shown(self, *, family: Family, user: User, today: datetime.date) -> Shown | None:
        """One query."""
        if not user.can(Permission.GROUP_VIEW):
            return None
        rows = Enrolment.objects.visible_to(user).filter(family=family, state__in=STANDING)
        found = list(rows.with_next_session(today).select_related("person", "cohort__programme"))
        return Shown("groups/family_panel.html", {"enrolments": found, "family": family}) if found else None
