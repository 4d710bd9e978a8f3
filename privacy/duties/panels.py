"""What waits for an information officer: complaints near their date, breaches whose 72 hours run."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Asked, Shown
from privacy.duties.models import Breach, BreachNotice, Complaint, ComplaintStep
from privacy.duties.models.breach import NoticeTo
from privacy.duties.models.complaint import ComplaintKind
from privacy.duties.rules.clocks import breach_words
from privacy.duties.rules.standing import clock_of

MOST = 20


class DutiesToDo:
    """Open ones, for whoever answers for them."""

    order = 14

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """A few of each; what happened to them comes along."""
        if not user.can(Permission.REQUEST_HANDLE):
            return None
        complaints = Complaint.objects.visible_to(user).open()
        breaches = Breach.objects.visible_to(user).open().order_by("aware_at", "id")
        steps = Prefetch("steps", ComplaintStep.objects.visible_to(user))
        notices = Prefetch("notices", BreachNotice.objects.visible_to(user))
        complaints = complaints.order_by("received_on", "id").prefetch_related(steps)
        return [complaints[:MOST], breaches.prefetch_related(notices)[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with its clock in words; complaints that need nothing now are left out."""
        complaints, breaches = rows
        ours = [(row, clock_of(row, row.steps.all())) for row in complaints]
        waiting = [
            (row, clock.words(today) if row.kind == ComplaintKind.DATA_PROTECTION else "To be handed over")
            for row, clock in ours
            if row.kind != ComplaintKind.DATA_PROTECTION or clock.needs_somebody(today)
        ]
        now = timezone.now()
        running = [(row, breach_words(row.aware_at, _told_the_ico(row), now)) for row in breaches]
        if not waiting and not running:
            return None
        count = len(waiting) + len(running)
        headline = f"{count} complaint{'' if count == 1 else 's'} or breach{'' if count == 1 else 'es'}"
        return Shown("duties/panel.html", {"complaints": waiting, "breaches": running}, headline=headline)


def _told_the_ico(row: Breach) -> datetime.datetime | None:
    return min((notice.told_at for notice in row.notices.all() if notice.whom == NoticeTo.ICO), default=None)
