"""What is due: the assessment after work opened, its copy for the family, the next one, and reviews of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse

from accounts.models import User
from cases.assessments.models import Assessment, Plan, PlanReview, State
from cases.families.due import Due, Steps, started_by
from cases.families.models.timescale import Step
from cases.families.rules.timescales import Timescales

IN_TIME = (State.SUBMITTED, State.APPROVED)
"""An assessment is done in time when it is with the manager; one that came back is the worker's again."""


class AssessmentsDue:
    """The source that ``cases.assessments`` offers."""

    def steps(self, *, timescales: Timescales, user: User, until: datetime.date) -> Steps:
        """Assessments not sent or too old, copies not made, and plans not reviewed for too long."""
        starts = {step: timescales.last_starts(step, until) for step in Step}
        first = Q(is_assessed=False) & started_by(starts[Step.ASSESSMENT], "started_on")
        again = Q(is_open=False) & started_by(starts[Step.REASSESSMENT], "finished_on")
        copy = started_by(starts[Step.FAMILY_COPY], "begun_on")
        first_review = Q(reviewed_on__isnull=True) & started_by(starts[Step.FIRST_REVIEW], "planned_on")
        later_review = started_by(starts[Step.LATER_REVIEW], "reviewed_on")
        return Steps(
            columns=_assessments(user) | _copies(user) | _reviews(user),
            wanted=first | again | copy | first_review | later_review,
            told=lambda row: _told(row, timescales),
        )


def _assessments(user: User) -> dict[str, Any]:
    own = Assessment.objects.visible_to(user).filter(involvement=OuterRef("pk")).order_by()
    finished = own.filter(state=State.APPROVED).values("involvement")
    return {
        "is_assessed": Exists(own.filter(state__in=IN_TIME)),
        "is_open": Exists(own.exclude(state=State.APPROVED)),
        "finished_on": Subquery(finished.annotate(last=Max(TruncDate("decided_at"))).values("last")),
    }


def _copies(user: User) -> dict[str, Any]:
    """Counted from the day the assessment was begun, and due once there is something approved to copy."""
    mine = Assessment.objects.visible_to(user).filter(involvement=OuterRef("pk"))
    mine = mine.filter(state=State.APPROVED, copies__isnull=True).order_by("started_at")
    return {
        "assessment_key": Subquery(mine.values("pk")[:1]),
        "begun_on": Subquery(mine.annotate(day=TruncDate("started_at")).values("day")[:1]),
    }


def _reviews(user: User) -> dict[str, Any]:
    plans = Plan.objects.visible_to(user).filter(involvement=OuterRef("pk")).order_by()
    reviews = PlanReview.objects.visible_to(user).filter(plan__involvement=OuterRef("pk"))
    return {
        "plan_key": Subquery(plans.values("pk")[:1]),
        "planned_on": Subquery(plans.annotate(day=TruncDate("started_at")).values("day")[:1]),
        "reviewed_on": Subquery(reviews.order_by("-held_on").values("held_on")[:1]),
    }


def _told(row: Any, timescales: Timescales) -> Iterator[Due]:
    """Each step that still has to be done, with the page on which it is."""
    family = row.family_id
    steps: list[tuple[Step, datetime.date, str]] = []
    if row.finished_on and not row.is_open:
        steps.append((Step.REASSESSMENT, row.finished_on, reverse("assessments:list", args=[family])))
    if not row.is_assessed:
        steps.append((Step.ASSESSMENT, row.started_on, reverse("assessments:list", args=[family])))
    if row.assessment_key:
        url = reverse("assessments:copy", args=[family, row.assessment_key])
        steps.append((Step.FAMILY_COPY, row.begun_on, url))
    if row.plan_key:
        step = Step.LATER_REVIEW if row.reviewed_on else Step.FIRST_REVIEW
        url = reverse("assessments:plan", args=[family, row.plan_key])
        steps.append((step, row.reviewed_on or row.planned_on, url))
    for step, since, url in steps:
        if due_on := timescales.due_on(row.service.kind, step, since):
            yield Due.of(row, step=str(step.label), due_on=due_on, url=url)
