"""What is due: overdue, today and in the next days, for one's own families or those of one's teams."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Team, User
from accounts.permissions import Permission
from cases.families.charts import BLUE, LIGHT_BLUE, RED, Chart, bar_chart
from cases.families.due import AHEAD, Due, Whose, due_of, own_work, team_work
from cases.families.forms.filters import DueFilter
from cases.families.rules.dues import When, by_when, counted
from cases.families.views.objects import note_list

MOST = 100
SERIES = (("Overdue", RED), ("Today", BLUE), ("Next 7 days", LIGHT_BLUE))
TITLES = {When.OVERDUE: "Overdue", When.TODAY: "Today", When.AHEAD: "In the next 7 days"}
NOBODY = "No worker yet"


@requires(Permission.FAMILY_VIEW, READ)
def due_page(request: StaffRequest) -> HttpResponse:
    """Steps by their due date, narrowed by team and worker; for teams with a chart. Keys of staff alone in the URL."""
    user, today = request.user, timezone.localdate()
    teams = Team.objects.of(user)
    filters = DueFilter(_filters(request), teams=teams, workers=_workers(teams))
    chosen = filters.cleaned_data if filters.is_valid() else {}
    of_teams = chosen.get("whose") == "teams"
    work = team_work(user, today) if of_teams else own_work(user, today)
    team, worker = (chosen.get("team"), chosen.get("worker")) if of_teams else (None, None)
    picked = {"team": team, "allocated_to": worker}
    work = work.filter(**{name: value for name, value in picked.items() if value})
    whose = Whose(user, of_teams=of_teams, team=team, worker=worker)
    dues = due_of(work, user, today + AHEAD, whose)
    sections: list[dict[str, Any]] = [
        {"title": TITLES[place], "dues": found[:MOST], "count": len(found), "more": max(0, len(found) - MOST)}
        for place, found in by_when(dues, today).items()
    ]
    note_list(request, {due.family_id for section in sections for due in section["dues"] if due.family_id})
    context = {
        "sections": sections,
        "filters": filters,
        "has_errors": bool(filters.errors),
        "show_worker": of_teams,
        "charts": due_charts(dues, today) if of_teams and dues else [],
    }
    return render(request, "families/due/page.html", context)


def due_charts(dues: list[Due], today: Any) -> list[Chart]:
    """By team, where there are several, and by worker; each name leads to its part of the page."""
    teams = counted(dues, lambda due: (due.team, due.team_id), today)
    workers = counted(dues, lambda due: (due.worker or NOBODY, due.worker_id), today)
    charts = []
    if len(teams) > 1:
        charts.append(bar_chart("Due by team", "Team", SERIES, _rows(teams, "team")))
    charts.append(bar_chart("Due by worker", "Worker", SERIES, _rows(workers, "worker")))
    return charts


def _rows(
    counts: dict[tuple[str, uuid.UUID | None], tuple[int, int, int]], name: str
) -> list[tuple[str, str, tuple[int, int, int]]]:
    ordered = sorted(counts.items(), key=lambda found: (-sum(found[1]), found[0][0], str(found[0][1])))
    return [
        (label, f"{reverse('families:due')}?whose=teams&{name}={key}" if key else "", figures)
        for (label, key), figures in ordered
    ]


def _filters(request: StaffRequest) -> QueryDict:
    """One's own families unless something else was asked for; whoever leads a team begins with its families."""
    query = request.GET.copy()
    query.setdefault("whose", "teams" if request.user.can(Permission.WORK_ALLOCATE) else "mine")
    return query


def _workers(teams: QuerySet[Team]) -> QuerySet[User]:
    return User.objects.filter(memberships__team__in=teams).distinct()
