"""The diary: a week or a day, one's own or the team's."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import User
from accounts.permissions import Permission
from cases.diary.queries import colleagues
from cases.diary.rules import FURTHEST, week_of
from cases.families.diary import Slot, slots
from cases.families.views.objects import note_list

TEAM = "team"
WORKING_DAYS = 5


@requires(Permission.TASK_KEEP, READ)
def week(request: StaffRequest) -> HttpResponse:
    """Monday to Friday, with the weekend where something is on then; a list of days on a phone."""
    day, today = _day(request), timezone.localdate()
    days = week_of(day)
    staff = _staff(request, today)
    found = _slots(request, staff, days[0], days[-1])
    busy = {slot.day for slot in found}
    shown = [each for number, each in enumerate(days) if number < WORKING_DAYS or each in busy]
    context = _frame(request, day, today) | {
        "days": [
            {"day": each, "url": _url("diary:day", each, request), "slots": _on(found, each)}
            for each in shown
        ],
        "first": days[0],
        "last": shown[-1],
        "earlier_url": _url("diary:week", days[0] - datetime.timedelta(days=7), request),
        "later_url": _url("diary:week", days[0] + datetime.timedelta(days=7), request),
    }
    return render(request, "diary/week.html", context)


@requires(Permission.TASK_KEEP, READ)
def day(request: StaffRequest) -> HttpResponse:
    """One day in the order of its hours; the team's by who goes."""
    on, today = _day(request), timezone.localdate()
    staff = _staff(request, today)
    found = _slots(request, staff, on, on)
    context = _frame(request, on, today) | {
        "groups": _by_worker(found, staff) if _is_team(request) else [("", found)] if found else [],
        "earlier_url": _url("diary:day", on - datetime.timedelta(days=1), request),
        "later_url": _url("diary:day", on + datetime.timedelta(days=1), request),
    }
    return render(request, "diary/day.html", context)


def _slots(request: StaffRequest, staff: list[User], first: datetime.date, last: datetime.date) -> list[Slot]:
    found = slots(request.user, [worker.pk for worker in staff], first, last)
    note_list(request, {key for slot in found for key in slot.families})
    return found


def _staff(request: StaffRequest, today: datetime.date) -> list[User]:
    return list(colleagues(request.user, today)) if _is_team(request) else [request.user]


def _by_worker(found: list[Slot], staff: list[User]) -> list[tuple[str, list[Slot]]]:
    """What each colleague has to be at; who has nothing on is left out."""
    groups = [
        (worker.full_name, [slot for slot in found if worker.pk in dict(slot.workers)]) for worker in staff
    ]
    return [group for group in groups if group[1]]


def _on(found: list[Slot], each: datetime.date) -> list[Slot]:
    return [slot for slot in found if slot.day == each]


def _is_team(request: StaffRequest) -> bool:
    return request.GET.get("whose") == TEAM


def _day(request: StaffRequest) -> datetime.date:
    """The day the address asks for; today for none, for nonsense, and for a day out of anybody's diary."""
    today = timezone.localdate()
    try:
        on = datetime.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today
    return on if abs(on - today) <= 10 * FURTHEST else today


def _url(route: str, on: datetime.date, request: StaffRequest) -> str:
    asked = {"on": on.isoformat()} | ({"whose": TEAM} if _is_team(request) else {})
    return f"{reverse(route)}?{urlencode(asked)}"


def _frame(request: StaffRequest, on: datetime.date, today: datetime.date) -> dict[str, Any]:
    place = request.path
    return {
        "on": on,
        "today": today,
        "is_team": _is_team(request),
        "mine_url": f"{place}?{urlencode({'on': on.isoformat()})}",
        "team_url": f"{place}?{urlencode({'on': on.isoformat(), 'whose': TEAM})}",
        "week_url": _url("diary:week", on, request),
        "day_url": _url("diary:day", on, request),
        "today_url": _url("diary:day" if place == reverse("diary:day") else "diary:week", today, request),
    }
