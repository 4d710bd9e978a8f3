"""What is due: the assessment after work opened, its copy for the family, the next one, and reviews of the plan."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse

from accounts.models import User
from cases.assessments.models import Assessment, Plan, PlanReview, State
from cases.families.due import Due, started_by
from cases.families.models.timescale import Step
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.timescales import Timescales

IN_TIME = (State.SUBMITTED, State.APPROVED)
"""An assessment is done in time when it is with the manager; one that came back is the worker's again."""


class AssessmentsDue:
    """The source that ``cases.assessments`` offers, in three queries."""

    def due(
        self, *, work: InvolvementQuerySet, timescales: Timescales, user: User, until: datetime.date
    ) -> list[Due]:
        """Assessments not sent or too old, copies not made, and plans not reviewed for too long."""
        rows = [
            *_assessments(work, timescales, user, until),
            *_copies(work, timescales, user, until),
            *_reviews(work, timescales, user, until),
        ]
        found = (_due(row, timescales, step) for row, step in rows)
        return [due for due in found if due]


def _assessments(
    work: InvolvementQuerySet, timescales: Timescales, user: User, until: datetime.date
) -> list[tuple[Any, Step]]:
    own = Assessment.objects.visible_to(user).filter(involvement=OuterRef("pk")).order_by()
    finished = own.filter(state=State.APPROVED).values("involvement")
    rows: Any = work.annotate(
        is_assessed=Exists(own.filter(state__in=IN_TIME)),
        is_open=Exists(own.exclude(state=State.APPROVED)),
        finished_on=Subquery(finished.annotate(last=Max(TruncDate("decided_at"))).values("last")),
    )
    first = Q(is_assessed=False) & started_by(timescales.last_starts(Step.ASSESSMENT, until), "started_on")
    again = Q(is_open=False) & started_by(timescales.last_starts(Step.REASSESSMENT, until), "finished_on")
    found = rows.filter(first | again)
    return [(row, Step.REASSESSMENT if row.finished_on else Step.ASSESSMENT) for row in found]


def _copies(
    work: InvolvementQuerySet, timescales: Timescales, user: User, until: datetime.date
) -> list[tuple[Any, Step]]:
    """Counted from the day the assessment was begun, and due once there is something approved to copy."""
    mine = Assessment.objects.visible_to(user).filter(involvement=OuterRef("pk"))
    mine = mine.filter(state=State.APPROVED, copies__isnull=True).order_by("started_at")
    rows: Any = work.annotate(
        assessment_key=Subquery(mine.values("pk")[:1]),
        begun_on=Subquery(mine.annotate(day=TruncDate("started_at")).values("day")[:1]),
    )
    due = started_by(timescales.last_starts(Step.FAMILY_COPY, until), "begun_on")
    return [(row, Step.FAMILY_COPY) for row in rows.filter(due)]


def _reviews(
    work: InvolvementQuerySet, timescales: Timescales, user: User, until: datetime.date
) -> list[tuple[Any, Step]]:
    plans = Plan.objects.visible_to(user).filter(involvement=OuterRef("pk")).order_by()
    reviews = PlanReview.objects.visible_to(user).filter(plan__involvement=OuterRef("pk"))
    rows: Any = work.filter(Exists(plans)).annotate(
        plan_key=Subquery(plans.values("pk")[:1]),
        planned_on=Subquery(plans.annotate(day=TruncDate("started_at")).values("day")[:1]),
        reviewed_on=Subquery(reviews.order_by("-held_on").values("held_on")[:1]),
    )
    first = Q(reviewed_on__isnull=True) & started_by(
        timescales.last_starts(Step.FIRST_REVIEW, until), "planned_on"
    )
    later = started_by(timescales.last_starts(Step.LATER_REVIEW, until), "reviewed_on")
    return [
        (row, Step.LATER_REVIEW if row.reviewed_on else Step.FIRST_REVIEW)
        for row in rows.filter(first | later)
    ]


def _due(row: Any, timescales: Timescales, step: Step) -> Due | None:
    match step:
        case Step.FIRST_REVIEW | Step.LATER_REVIEW:
            since = row.reviewed_on or row.planned_on
            url = reverse("assessments:plan", args=[row.family_id, row.plan_key])
        case Step.FAMILY_COPY:
            since = row.begun_on
            url = reverse("assessments:copy", args=[row.family_id, row.assessment_key])
        case _:
            since = row.finished_on or row.started_on
            url = reverse("assessments:list", args=[row.family_id])
    due_on = timescales.due_on(row.service.kind, step, since)
    return Due.of(row, step=str(step.label), due_on=due_on, url=url) if due_on else None
