"""Caseloads: how many families and how much work each worker or team has, in view wherever somebody is chosen."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from accounts.models import Team, User
from accounts.queries import teams_answered_for
from cases.families.charts import BLUE, LIGHT_BLUE, RED, Chart, bar_chart
from cases.families.models import Involvement
from cases.families.models.involvement import Priority
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.caseload import IDLE, Load, weighted

SERIES = tuple(
    (str(priority.label), fill) for priority, fill in zip(Priority, (RED, BLUE, LIGHT_BLUE), strict=True)
)
TOTALS = (("Families", ""), ("Weighted", ""))


def led_work(user: User, today: datetime.date) -> InvolvementQuerySet:
    """Open work held by the teams that this person leads, as far as they may see it."""
    rows: InvolvementQuerySet = Involvement.objects.visible_to(user).open_on(today)
    return rows.filter(team__in=teams_answered_for(user), ended_on__isnull=True)


def waiting_work(user: User, today: datetime.date) -> InvolvementQuerySet:
    """Of that, what nobody works with yet: the most urgent first, then whoever has waited longest."""
    urgency = Case(
        *(When(priority=priority, then=Value(place)) for place, priority in enumerate(Priority)),
        default=Value(len(Priority)),
    )
    rows = led_work(user, today).filter(allocated_to__isnull=True).order_by(urgency, "started_on", "id")
    return rows.select_related("family", "service", "team")


def loads(column: str, keys: Iterable[uuid.UUID], user: User, today: datetime.date) -> dict[uuid.UUID, Load]:
    """The load of each of these workers (``allocated_to``) or teams (``team``), in one query.

    Work that the reader may not see is not counted: a figure must not tell that a hidden family exists.
    """
    wanted = list(keys)
    by_priority = {f"p_{value}": Count("pk", filter=Q(priority=value)) for value in Priority.values}
    rows = (
        Involvement.objects.visible_to(user)
        .open_on(today)
        .filter(**{f"{column}__in": wanted})
        .order_by()
        .values(column)
        .annotate(
            families=Count("family", distinct=True),
            waiting=Count("pk", filter=Q(allocated_to__isnull=True)),
            **by_priority,
        )
    )
    found = {
        row[column]: Load(row["families"], {value: row[f"p_{value}"] for value in Priority}, row["waiting"])
        for row in rows
    }
    return {key: found.get(key, IDLE) for key in wanted}


def team_chart(teams: Sequence[Team], found: Mapping[uuid.UUID, Load]) -> Chart:
    """The teams that have work, in the order of their names, and how much of it has no worker."""
    counted = [
        (team.name, "", (*found[team.pk].figures, found[team.pk].waiting))
        for team in teams
        if found[team.pk] != IDLE
    ]
    return bar_chart("Open work by team", "Team", (*SERIES, *TOTALS, ("No worker", "")), counted)


def led_rows(user: User, today: datetime.date) -> QuerySet[Any, dict[str, Any]]:
    """How much open work of each priority each worker of each team has that this person leads."""
    by_priority = {f"p_{value}": Count("pk", filter=Q(priority=value)) for value in Priority.values}
    names = ("team__name", "allocated_to", "allocated_to__full_name")
    work: QuerySet[Any, dict[str, Any]] = led_work(user, today).order_by().values("team", *names)
    counted: QuerySet[Any, dict[str, Any]] = work.annotate(**by_priority)
    return counted


def led_chart(rows: Sequence[dict[str, Any]]) -> Chart | None:
    """That work by team or, where only one has any, by worker."""
    if not rows:
        return None
    by_team = len({row["team"] for row in rows}) > 1
    pieces: dict[tuple[str, Any], Counter[str]] = defaultdict(Counter)
    for row in rows:
        worker = row["allocated_to__full_name"] or "No worker yet"
        key = (row["team__name"], row["team"]) if by_team else (worker, row["allocated_to"])
        pieces[key].update({value: row[f"p_{value}"] for value in Priority.values})
    counted = [
        (name, "", (*(found[priority] for priority in Priority), weighted(found)))
        for (name, _), found in sorted(pieces.items(), key=lambda told: (-weighted(told[1]), told[0][0]))
    ]
    heading = "Team" if by_team else "Worker"
    return bar_chart(f"Open work by {heading.lower()}", heading, (*SERIES, TOTALS[-1]), counted)
