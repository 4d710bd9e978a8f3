"""Who may be given the work of a team, with how much they have already."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.urls import reverse

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.families.caseload import SERIES, TOTALS, loads
from cases.families.charts import Chart, bar_chart
from cases.families.models import NamedStaff
from cases.families.rules.candidates import Candidate


def candidates(
    teams: Collection[uuid.UUID], user: User, today: datetime.date
) -> dict[uuid.UUID, list[Candidate]]:
    """Whoever works with families in each of these teams today, by name; two queries for all of them."""
    jobs = Membership.objects.current(today).filter(
        team__in=teams, role__in=roles_with(Permission.FAMILY_EDIT)
    )
    by_person: dict[tuple[uuid.UUID, uuid.UUID], list[Membership]] = defaultdict(list)
    for job in jobs.select_related("user").order_by("user__full_name", "user_id"):
        by_person[job.team_id, job.user_id].append(job)
    found = loads("allocated_to", {person for _, person in by_person}, user, today)
    offered: dict[uuid.UUID, list[Candidate]] = {team: [] for team in teams}
    for (team, person), held in by_person.items():
        last_days = [job.ended_on for job in held if job.ended_on]
        offered[team].append(
            Candidate(
                user=held[0].user,
                load=found[person],
                leaves_on=max(last_days) if len(last_days) == len(held) else None,
                roles=frozenset(job.role for job in held),
            )
        )
    return offered


def named_for(families: Iterable[uuid.UUID], user: User) -> dict[uuid.UUID, set[uuid.UUID]]:
    """The staff named for each of these families that is restricted, in one query."""
    rows = NamedStaff.objects.visible_to(user).in_force().filter(restriction__family__in=list(families))
    named: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for family, person in rows.values_list("restriction__family_id", "user_id"):
        named[family].add(person)
    return dict(named)


def load_chart(
    people: Iterable[Candidate],
    caption: str = "Open work of each worker",
    *,
    route: str = "",
    longest: int = 0,
) -> Chart:
    """The workers with their loads, whoever has least first; with a ``route``, each name leads to their own page."""
    ordered = sorted(people, key=lambda found: (found.load.weighted, found.user.full_name))
    urls = {found.user.pk: reverse(route, args=[found.user.pk]) if route else "" for found in ordered}
    counted = [(found.user.full_name, urls[found.user.pk], found.load.figures) for found in ordered]
    return bar_chart(caption, "Worker", (*SERIES, *TOTALS), counted, longest=longest)
