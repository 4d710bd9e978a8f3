"""What the pages of a plan load alike; each begins at ``visible_to``."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import F, OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import User
from cases.assessments.models import (
    GoalProgress,
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanNeed,
    Progress,
    TeamMeeting,
)
from cases.families.models import Family, Person
from cases.families.views.objects import members_of


def plan_of(request: StaffRequest, family: Family, key: uuid.UUID) -> Plan:
    """A plan of this family."""
    rows = Plan.objects.visible_to(request.user).select_related("involvement__service", "started_by")
    found: Plan = get_object_or_404(rows, pk=key, family=family)
    found.family = family
    return found


@dataclass
class Goal:
    """A goal as the plan shows it, with how far it was at the last review."""

    pk: uuid.UUID
    words: str
    signs: str
    progress: str
    reviewed_on: datetime.date | None
    actions: list[PlanAction] = field(default_factory=list)


@dataclass
class Need:
    """A need as the plan shows it."""

    row: PlanNeed
    goals: list[Goal] = field(default_factory=list)


def needs_of(user: User, plan: Plan) -> list[Need]:
    """Its needs with goals and actions, in two queries however many there are."""
    last = GoalProgress.objects.visible_to(user).filter(goal=OuterRef("goals__pk"))
    last = last.order_by("-review__held_on", "-review_id")
    rows = PlanNeed.objects.visible_to(user).of_plan(plan)
    rows = rows.annotate(
        goal=F("goals__pk"),
        goal_words=F("goals__words"),
        signs=F("goals__signs"),
        progress=Subquery(last.values("progress")[:1]),
        reviewed_on=Subquery(last.values("review__held_on")[:1]),
    )
    needs: dict[uuid.UUID, Need] = {}
    goals: dict[uuid.UUID, Goal] = {}
    for row in rows.order_by("added_at", "pk", "goals__added_at", "goals__pk"):
        need = needs.setdefault(row.pk, Need(row))
        if row.goal:
            said = Progress(row.progress).label if row.progress else ""
            goals[row.goal] = Goal(row.goal, row.goal_words, row.signs, str(said), row.reviewed_on)
            need.goals.append(goals[row.goal])
    for action in PlanAction.objects.visible_to(user).of_plan(plan).select_related("person", "worker"):
        goals[action.goal_id].actions.append(action)
    return list(needs.values())


def circle_of(request: StaffRequest, plan: Plan) -> tuple[list[Person], list[User]]:
    """Who may be named in a plan: the family, and the staff of the team whose work it is."""
    today = timezone.localdate()
    members = members_of(request, plan.family).filter(
        family_memberships__family=plan.family, family_memberships__ended_on__isnull=True
    )
    team = User.objects.filter(is_active=True, memberships__team=plan.involvement.team_id)
    staff = team.filter(memberships__started_on__lte=today, memberships__ended_on__isnull=True)
    return list(members), list(staff.distinct().order_by("full_name"))


def meeting_of(request: StaffRequest, plan: Plan, key: uuid.UUID) -> TeamMeeting:
    """A meeting about this plan."""
    rows = TeamMeeting.objects.visible_to(request.user).of_plan(plan).select_related("arranged_by")
    found: TeamMeeting = get_object_or_404(rows, pk=key)
    found.plan = plan
    return found


@dataclass(frozen=True)
class Earlier:
    """When and where a meeting was to be before it was moved; who moved it, when and why."""

    starts_at: datetime.datetime
    place: str = field(repr=False)
    moved_by: str
    moved_at: datetime.datetime
    why: str = field(repr=False)


def earlier_places(meeting: TeamMeeting) -> list[Earlier]:
    """From its versions, the last move first."""
    versions = list(meeting.history.select_related("history_user").order_by("-history_date", "-history_id"))
    return [
        Earlier(
            starts_at=old.starts_at,
            place=old.place,
            moved_by=str(new.history_user or ""),
            moved_at=new.history_date,
            why=new.history_change_reason or "",
        )
        for new, old in pairwise(versions)
        if (new.starts_at, new.place) != (old.starts_at, old.place)
    ]


def invitees_of(user: User, meeting: uuid.UUID) -> list[MeetingInvitee]:
    """Everybody asked to a meeting."""
    rows = MeetingInvitee.objects.visible_to(user).filter(meeting=meeting)
    return list(rows.select_related("person", "worker"))
