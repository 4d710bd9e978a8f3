"""Who can see a family today, and why: the same grounds as ``visible_to``, told for the manager who answers for it."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.roles import ROLE_BY_CODE, roles_with
from accounts.walls import PASSES, Wall
from cases.families.models import BreakGlass, Involvement, NamedStaff


@dataclass(frozen=True)
class Seer:
    """A member of staff and the ground on which they see the family."""

    user: User
    why: str


def by_work(involvements: Iterable[Involvement], on: datetime.date) -> list[Seer]:
    """Whoever works in, or manages, a team that holds or held the family; and whom open work is allocated to."""
    found: dict[uuid.UUID, Seer] = {}
    for involvement in involvements:
        roles = roles_through(involvement.wall)
        team = involvement.team
        if involvement.ended_on is None and involvement.allocated_to:
            worker = involvement.allocated_to
            if worker.is_active and worker.memberships.current(on).filter(role__in=roles).exists():
                found[worker.pk] = Seer(worker, f"Allocated: {involvement.service}")
        jobs = Membership.objects.current(on).filter(role__in=roles)
        for job in jobs.filter(team=team).select_related("user"):
            found.setdefault(job.user_id, Seer(job.user, f"Works in {team}"))
        for manager in User.objects.managing([team.pk], on).filter(memberships__in=jobs).distinct():
            found.setdefault(manager.pk, Seer(manager, f"Manages {team}, or a team above it"))
    return sorted(found.values(), key=lambda seer: seer.user.full_name)


def by_name(named: Iterable[NamedStaff], on: datetime.date) -> list[Seer]:
    """The staff named for a restricted family, as far as a job still lets them see families."""
    may = {user.pk for user in User.objects.holding(Permission.FAMILY_VIEW, on)}
    return [Seer(row.user, "Named for this restricted family") for row in named if row.user_id in may]


def by_emergency(grants: Iterable[BreakGlass]) -> list[Seer]:
    """Whoever has broken the glass and is still within the hour."""
    return [Seer(grant.user, f"Emergency access until {_time(grant.ends_at)}") for grant in grants]


def roles_through(wall: str) -> list[str]:
    """Roles that see families on the far side of a wall."""
    needed = {Permission.FAMILY_VIEW} | ({PASSES[Wall(wall)]} if wall else set())
    return [code for code in roles_with(Permission.FAMILY_VIEW) if needed <= ROLE_BY_CODE[code].permissions]


def _time(at: datetime.datetime) -> str:
    return f"{at:%H:%M}"
