"""Writing a plan: beginning it, its needs, goals and actions, and reviewing it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction

from accounts.models import User
from cases.assessments.models import (
    GoalProgress,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
)
from cases.families.actions.drafts import draft_discard
from cases.families.actions.rows import row_add, row_change
from cases.families.models import Involvement

Part = TypeVar("Part", PlanNeed, PlanGoal, PlanAction)
ADDED = "Added to the plan"


class PlanThereError(Exception):
    """The work has a plan already."""


def draft_name(key: uuid.UUID) -> str:
    """What the draft of a review (by its plan) or of minutes (by their meeting) is called."""
    return f"plan:{key}"


@transaction.atomic
def plan_start(*, involvement: Involvement, by: User, now: datetime.datetime) -> Plan:
    """Begin the plan of some work. Raises ``PlanThereError`` when it has one."""
    Involvement.objects.select_for_update().get(pk=involvement.pk)
    if Plan.objects.filter(involvement=involvement).exists():
        raise PlanThereError
    plan = Plan(family=involvement.family, involvement=involvement, started_by=by, started_at=now)
    return row_add(row=plan, by=by, reason="Plan begun")


@transaction.atomic
def part_add(*, row: Part, by: User, now: datetime.datetime) -> Part:
    """Add a need, a goal or an action."""
    row.added_at = now
    return row_add(row=row, by=by, reason=ADDED)


@transaction.atomic
def part_change(*, row: Part, version: uuid.UUID | None, by: User, reason: str) -> Part:
    """Change a need, a goal or an action; what it said before stays in its history. Raises ``RowChanged``."""
    return row_change(row=row, version=version, by=by, reason=reason)


@transaction.atomic
def review_write(
    *, review: PlanReview, progress: Mapping[PlanGoal, str], by: User, now: datetime.datetime
) -> PlanReview:
    """Keep a review with how far each goal is, and drop the writer's draft of it."""
    review.written_by, review.written_at = by, now
    row_add(row=review, by=by, reason="Plan reviewed")
    for goal, said in progress.items():
        row_add(row=GoalProgress(review=review, goal=goal, progress=said), by=by, reason="Plan reviewed")
    draft_discard(by=by, family=review.plan.family, form=draft_name(review.plan_id))
    return review
