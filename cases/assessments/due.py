"""What is due with assessments: the first one after work opened, and a new one when the last is old."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse

from accounts.models import User
from cases.assessments.models import Assessment, State
from cases.families.due import Due, started_by
from cases.families.models.timescale import Step
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.timescales import Timescales

IN_TIME = (State.SUBMITTED, State.APPROVED)
"""An assessment is done in time when it is with the manager; one that came back is the worker's again."""


class AssessmentsDue:
    """The source that ``cases.assessments`` offers, in one query."""

    def due(
        self, *, work: InvolvementQuerySet, timescales: Timescales, user: User, until: datetime.date
    ) -> list[Due]:
        """Work without an assessment that was sent, and work whose last approved one is too old."""
        own = Assessment.objects.visible_to(user).filter(involvement=OuterRef("pk")).order_by()
        finished = own.filter(state=State.APPROVED).values("involvement")
        rows: Any = work.annotate(
            is_assessed=Exists(own.filter(state__in=IN_TIME)),
            is_open=Exists(own.exclude(state=State.APPROVED)),
            finished_on=Subquery(finished.annotate(last=Max(TruncDate("decided_at"))).values("last")),
        )
        first = Q(is_assessed=False) & started_by(
            timescales.last_starts(Step.ASSESSMENT, until), "started_on"
        )
        again = Q(is_open=False) & started_by(timescales.last_starts(Step.REASSESSMENT, until), "finished_on")
        found = (_due(row, timescales) for row in rows.filter(first | again))
        return [due for due in found if due]


def _due(row: Any, timescales: Timescales) -> Due | None:
    step, since = (
        (Step.REASSESSMENT, row.finished_on) if row.finished_on else (Step.ASSESSMENT, row.started_on)
    )
    due_on = timescales.due_on(row.service.kind, step, since)
    if due_on is None:
        return None
    return Due.of(
        row, step=str(step.label), due_on=due_on, url=reverse("assessments:list", args=[row.family_id])
    )
