"""Caseloads: how many families and how much work each worker of a team has, in view wherever somebody is chosen."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Team, User
from cases.families.charts import BLUE, LIGHT_BLUE, RED, Chart, bar_chart
from cases.families.models import Involvement
from cases.families.models.involvement import Priority
from cases.families.rules.caseload import weighted, weights_in_words

FILLS = {Priority.HIGH: RED, Priority.MEDIUM: BLUE, Priority.LOW: LIGHT_BLUE}


@dataclass(frozen=True)
class Load:
    """The open work of one worker that the reader may see."""

    families: int
    pieces: dict[str, int]

    @property
    def weighted(self) -> int:
        """The total with priorities weighted."""
        return weighted(self.pieces)

    @property
    def figures(self) -> tuple[int, ...]:
        """By priority, then families, then the weighted total."""
        return (*(self.pieces[priority] for priority in Priority), self.families, self.weighted)

    @property
    def words(self) -> str:
        """Beside a name in a list of choices."""
        families = "1 family" if self.families == 1 else f"{self.families} families"
        return f"{families}, weighted {self.weighted}"


IDLE = Load(0, dict.fromkeys(Priority, 0))


def workers_of(team: Team) -> QuerySet[User]:
    """Who works in a team today."""
    return User.objects.filter(memberships__in=team.memberships.current(timezone.localdate())).distinct()


def loads(workers: Iterable[uuid.UUID], user: User, today: datetime.date) -> dict[uuid.UUID, Load]:
    """The load of each of these people, in one query. Work that the reader may not see is not counted."""
    keys = list(workers)
    by_priority = {f"p_{value}": Count("pk", filter=Q(priority=value)) for value in Priority.values}
    rows = (
        Involvement.objects.visible_to(user)
        .open_on(today)
        .filter(allocated_to__in=keys)
        .order_by()
        .values("allocated_to")
        .annotate(families=Count("family", distinct=True), **by_priority)
    )
    found = {
        row["allocated_to"]: Load(row["families"], {value: row[f"p_{value}"] for value in Priority})
        for row in rows
    }
    return {key: found.get(key, IDLE) for key in keys}


def load_chart(workers: Iterable[User], user: User, today: datetime.date) -> Chart:
    """The workers with their loads, whoever has least first."""
    people = list(workers)
    found = loads([worker.pk for worker in people], user, today)
    ordered = sorted(people, key=lambda worker: (found[worker.pk].weighted, worker.full_name))
    series = [(str(priority.label), FILLS[priority]) for priority in Priority]
    return bar_chart(
        f"Open work of each worker that you can see. Weighted: {weights_in_words()}",
        "Worker",
        [*series, ("Families", ""), ("Weighted", "")],
        [(worker.full_name, "", found[worker.pk].figures) for worker in ordered],
    )
