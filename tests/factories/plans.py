"""Plans with a need, a goal, actions of three kinds of people, a review and a meeting."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.assessments.models import (
    GoalProgress,
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)
from tests.factories.families import REASON


def make_plan(file: Any, by: User, *, days: int = 30, involvement: Any = None) -> Plan:
    """A plan begun so many days ago, with a need, a goal and an action of the first person."""
    at = timezone.now() - datetime.timedelta(days=days)
    plan = Plan(family=file.family, involvement=involvement or file.involvement, started_by=by, started_at=at)
    plan.save_by(by=by, reason=REASON)
    need = PlanNeed(plan=plan, area="education", words="Sam is late for school", added_at=at)
    need.save_by(by=by, reason=REASON)
    goal = PlanGoal(need=need, words="Sam is there by nine", signs="Four days out of five", added_at=at)
    goal.save_by(by=by, reason=REASON)
    make_action(goal, by, person=file.family.memberships.first().person)
    return plan


def make_action(goal: PlanGoal, by: User, **fields: Any) -> PlanAction:
    """Something to do in two weeks."""
    due_on = timezone.localdate() + datetime.timedelta(days=14)
    given = {"words": "Set the alarm", "due_on": due_on, "added_at": timezone.now()} | fields
    action = PlanAction(goal=goal, **given)
    action.save_by(by=by, reason=REASON)
    return action


def make_review(plan: Plan, by: User, *, days: int = 2) -> PlanReview:
    """A review so many days ago: some progress with each goal."""
    now = timezone.now()
    review = PlanReview(
        plan=plan,
        held_on=timezone.localdate() - datetime.timedelta(days=days),
        summary="Mornings are calmer",
        family_view="It helps",
        written_by=by,
        written_at=now,
    )
    review.save_by(by=by, reason=REASON)
    for goal in PlanGoal.objects.filter(need__plan=plan):
        GoalProgress(review=review, goal=goal, progress="better").save_by(by=by, reason=REASON)
    return review


def make_meeting(plan: Plan, by: User, **fields: Any) -> TeamMeeting:
    """A meeting yesterday, with a school asked to it."""
    at = timezone.now() - datetime.timedelta(days=1)
    meeting = TeamMeeting(plan=plan, arranged_by=by, **{"starts_at": at, "place": "The hub"} | fields)
    meeting.save_by(by=by, reason=REASON)
    MeetingInvitee(meeting=meeting, agency="Hill School, Ms Osei").save_by(by=by, reason=REASON)
    return meeting
