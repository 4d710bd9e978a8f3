"""Assessments, plans, reviews and meetings in the chronology of a family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import Assessment, Plan, PlanReview, TeamMeeting
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family


@dataclass(frozen=True)
class Kind:
    """One kind of entry: its rows, when each happened, who is its author, and how it is told."""

    code: str
    label: str
    model: type[Any]
    at: str
    author: str
    family: str
    person: str
    more: tuple[str, ...]
    told: Callable[[Any], dict[str, Any]]


def _assessment(row: Assessment) -> dict[str, Any]:
    said = row.get_state_display()
    if row.state == "approved" and row.decided_at:
        said = f"{said} by {row.decided_by} on {timezone.localtime(row.decided_at):%d %B %Y}"
    url = reverse("assessments:assessment", args=[row.family_id, row.pk])
    return {"title": str(row.form.definition), "words": f"{said}.", "url": url}


def _plan(row: Plan) -> dict[str, Any]:
    url = reverse("assessments:plan", args=[row.family_id, row.pk])
    return {"title": "Plan begun", "words": f"As part of {row.involvement.service}.", "url": url}


def _review(row: PlanReview) -> dict[str, Any]:
    url = reverse("assessments:plan", args=[row.plan.family_id, row.plan_id]) + "#reviews"
    words = f"{row.summary}\n\nWhat the family says: {row.family_view}"
    return {"title": f"Plan reviewed on {row.held_on:%d %B %Y}", "words": words, "url": url}


def _meeting(row: TeamMeeting) -> dict[str, Any]:
    url = reverse("assessments:meeting", args=[row.plan.family_id, row.plan_id, row.pk])
    words = row.minutes or f"Arranged at {row.place}."
    return {"title": "Team Around the Family meeting", "words": words, "url": url}


KINDS = (
    Kind(
        "assessment", "Assessment", Assessment, "started_at", "started_by", "family", "parts__person",
        ("decided_by", "form__definition"), _assessment,
    ),
    Kind("plan", "Plan", Plan, "started_at", "started_by", "family", "", ("involvement__service",), _plan),
    Kind("plan_review", "Review of the plan", PlanReview, "written_at", "written_by", "plan__family", "", ("plan",),
         _review),
    Kind(
        "team_meeting", "Team Around the Family meeting", TeamMeeting, "starts_at", "arranged_by", "plan__family",
        "invitees__person", ("plan",), _meeting,
    ),
)  # fmt: skip


class Assessments:
    """The source that ``cases.assessments`` offers: a query for each kind asked for."""

    kinds = tuple((kind.code, kind.label) for kind in KINDS)

    def entries(
        self,
        *,
        family: Family,
        user: User,
        filters: Filters,
        before: Key | None = None,
        after: Key | None = None,
        limit: int,
    ) -> list[Entry]:
        """A slice: assessments and plans where they began, reviews where written, meetings where held."""
        place: Any = {"filters": filters, "before": before, "after": after, "limit": limit}
        found: list[Entry] = []
        for kind in KINDS:
            if (filters.kinds and kind.code not in filters.kinds) or (filters.person and not kind.person):
                continue
            rows = kind.model._default_manager.visible_to(user).filter(**{kind.family: family})
            if filters.author:
                rows = rows.filter(**{kind.author: filters.author})
            if filters.person:
                rows = rows.filter(**{kind.person: filters.person}).distinct()
            rows = keyset(rows.select_related(kind.author, *kind.more), at=kind.at, **place)
            found += [_entry(kind, row) for row in rows]
        return sorted(found, key=lambda entry: entry.key, reverse=after is None)[:limit]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who began assessments or plans of the family, reviewed them or arranged meetings."""
        began = [distinct_users(model, "started_by_id", family).values("pk") for model in (Assessment, Plan)]
        reviewed = PlanReview.objects.filter(plan__family=family).values("written_by").order_by()
        arranged = TeamMeeting.objects.filter(plan__family=family).values("arranged_by").order_by()
        return (
            User.objects.filter(pk__in=began[0])
            | User.objects.filter(pk__in=began[1])
            | User.objects.filter(pk__in=reviewed)
            | User.objects.filter(pk__in=arranged)
        )


def _entry(kind: Kind, row: Any) -> Entry:
    at = getattr(row, kind.at)
    return Entry(
        key=Key(at, row.pk),
        at=timezone.localtime(at),
        kind=kind.code,
        kind_label=kind.label,
        template="assessments/entry.html",
        object=row,
        author=getattr(row, kind.author).full_name,
        **kind.told(row),
    )
