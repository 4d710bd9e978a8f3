"""What the diary puts on the home page. On the page of a family it has doors alone: that page has no query left."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from cases.diary.models import Task
from cases.diary.rules import When, by_when, week_of
from cases.families.diary import slot_rows, slots_of
from cases.families.panels import Asked, Shown

MOST = 5
MOST_TODAY = 12
LOOKED_BACK = datetime.timedelta(days=14)


class Today:
    """Where this person has to be today, and which visits of the last fortnight nobody has written up or called off."""

    order = 5

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """A list for each app that has appointments."""
        if not user.can(Permission.TASK_KEEP):
            return None
        return slot_rows(user, [user.pk], today - LOOKED_BACK, today)

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """In the order of the day."""
        found = slots_of(rows, user)
        now = [slot for slot in found if slot.day == today]
        late = [slot for slot in found if slot.day < today and slot.record_url]
        shown = [*now[:MOST_TODAY], *late[:MOST]]
        context = {
            "slots": now[:MOST_TODAY],
            "more": max(0, len(now) - MOST_TODAY),
            "late": late[:MOST],
            "more_late": max(0, len(late) - MOST),
            "today": today,
        }
        families = frozenset(key for slot in shown for key in slot.families)
        return Shown("diary/today_panel.html", context, families)


class MyTasks:
    """What this person has to do: overdue and today, and how much else this week."""

    order = 8

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The longest overdue first."""
        if not user.can(Permission.TASK_KEEP):
            return None
        tasks = Task.objects.visible_to(user).to_do().filter(owner=user, due_on__lte=week_of(today)[-1])
        return [tasks.select_related("family")]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """A few of them, and how many more there are."""
        places = by_when(rows[0], today)
        now = [*places[When.OVERDUE], *places[When.TODAY]]
        context = {
            "tasks": now[:MOST],
            "more": max(0, len(now) - MOST),
            "week": len(places[When.WEEK]),
            "today": today,
        }
        return Shown("diary/tasks_panel.html", context, frozenset(task.family_id for task in now[:MOST]))
