"""The family's copy of its plan: a page to print, and PDF/UA."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.assessments.copy import TEMPLATE
from cases.assessments.models import Plan, PlanAction, PlanReview, TeamMeeting
from cases.families.forms.reason import day
from govuk.pdf import pdf_of

Part = dict[str, Any]


def plan_parts(
    needs: Iterable[Any], reviews: Iterable[PlanReview], meetings: Iterable[TeamMeeting]
) -> list[Part]:
    """What is needed and who does what; what the reviews said; when the team around the family meets."""
    parts = [_need(need) for need in needs]
    parts += [
        {
            "title": f"Review on {day(review.held_on)}",
            "rows": [_row("What has changed", review.summary), _row("What you said", review.family_view)],
        }
        for review in reviews
    ]
    told = [_row(f"{_moment(row.starts_at)}", row.place) for row in meetings]
    return parts + ([{"title": "Team Around the Family meetings", "rows": told}] if told else [])


def plan_pdf(plan: Plan, parts: Iterable[Part], *, on: datetime.date) -> bytes:
    """The plan as the family keeps it, so that a screen reader reads it too."""
    begun = timezone.localdate(plan.started_at)
    data = {
        "title": f"Plan: {plan.family}",
        "organisation": settings.ORGANISATION_NAME,
        "opening": [
            f"Begun on {day(begun)} by {plan.started_by}. Your copy was made on {day(on)}.",
            "Is something wrong or missing? Tell us: we will put it right or write down that you disagree.",
        ],
        "parts": list(parts),
    }
    return pdf_of(TEMPLATE, data)


def _need(need: Any) -> Part:
    rows = [_row("What is needed", need.row.words)]
    for goal in need.goals:
        rows += [_row("What will be better", goal.words), _row("How we will know", goal.signs)]
        if goal.progress:
            rows.append(_row(f"At the review on {day(goal.reviewed_on)}", goal.progress))
        rows += [_row(f"{action.who}, by {day(action.due_on)}", _doing(action)) for action in goal.actions]
    return {"title": need.row.get_area_display(), "rows": rows}


def _doing(action: PlanAction) -> str:
    ended = f", {day(action.ended_on)}" if action.ended_on else ""
    more = f" {action.outcome}" if action.outcome else ""
    return f"{action.words} ({action.get_state_display().lower()}{ended}){more}"


def _row(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{day(local.date())} at {local:%H:%M}"
