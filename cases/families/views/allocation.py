"""What waits for a worker, who leaves with families left, and how much everybody has."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.queries import teams_answered_for
from cases.families.candidates import candidates, load_chart
from cases.families.caseload import led_work, loads, team_chart, waiting_work
from cases.families.charts import Chart
from cases.families.rules.candidates import Candidate
from cases.families.rules.caseload import IDLE, weights_in_words
from cases.families.views.objects import note_list
from cases.families.warnings import tagged, with_warning_kinds

MOST = 50


@requires(Permission.WORK_ALLOCATE, READ)
def allocation(request: StaffRequest) -> HttpResponse:
    """What waits for a worker, who leaves with families left, and the caseloads of the teams this person leads."""
    user, today = request.user, timezone.localdate()
    teams = list(Team.objects.filter(pk__in=teams_answered_for(user)).order_by("name", "pk"))
    offered = candidates({team.pk for team in teams}, user, today)
    rows = waiting_work(user, today)
    total, waiting = rows.count(), tagged(with_warning_kinds(rows, user, today)[:MOST])
    note_list(request, {row.family_id for row in waiting})
    context = {
        "waiting": waiting,
        "more": total - len(waiting),
        "leaving": _leaving(user, offered, today),
        "charts": _charts(user, teams, offered, today),
        "weights": weights_in_words(),
    }
    return render(request, "families/allocation.html", context)


def _charts(
    user: User, teams: list[Team], offered: dict[uuid.UUID, list[Candidate]], today: datetime.date
) -> list[Chart]:
    """By team, where several have work, then by worker for each of them, all workers on one scale."""
    found = loads("team", [team.pk for team in teams], user, today)
    busy = {team for team, people in offered.items() if any(each.load != IDLE for each in people)}
    working = [team for team in teams if offered[team.pk] and (team.pk in busy or found[team.pk] != IDLE)]
    longest = max(
        (sum(each.load.pieces.values()) for people in offered.values() for each in people), default=0
    )
    charts = [
        load_chart(offered[team.pk], team.name, route="families:reallocate", longest=longest)
        for team in working
    ]
    return [team_chart(teams, found), *charts] if len(charts) > 1 else charts


def _leaving(
    user: User, offered: dict[uuid.UUID, list[Candidate]], today: datetime.date
) -> list[dict[str, Any]]:
    """Whoever holds work of these teams without working in one of them any more, then whoever leaves soon."""
    held = led_work(user, today).filter(allocated_to__isnull=False).order_by().values("allocated_to")
    holders = held.values_list("allocated_to", "allocated_to__full_name").annotate(
        families=Count("family", distinct=True)
    )
    here = {found.user.pk: found for team in offered.values() for found in team}
    told = []
    for key, name, families in sorted(holders, key=lambda row: row[1]):
        found = here.get(key)
        if found is None or found.leaves_on:
            last = found.leaves_on if found else None
            told.append({"key": key, "name": name, "families": families, "leaves_on": last})
    return sorted(told, key=lambda row: row["leaves_on"] or datetime.date.min)
