"""Assessments, plans, reviews and meetings in the chronology of a family."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import Answer, Assessment, Plan, PlanReview, TeamMeeting
from cases.families.chronology import Entry, Key, Strand
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
    words: tuple[str, ...]
    told: Callable[[Any], dict[str, Any]]
    answers: Callable[[User], QuerySet[Any]] | None = None  # rows below it, whose ``value`` is searched too


def _assessment(row: Assessment) -> dict[str, Any]:
    said = row.get_state_display()
    if row.state == "approved" and row.decided_at:
        said = f"{said} by {row.decided_by} on {_day(timezone.localdate(row.decided_at))}"
    url = reverse("assessments:assessment", args=[row.family_id, row.pk])
    return {"title": str(row.form.definition), "words": f"{said}.", "url": url}


def _plan(row: Plan) -> dict[str, Any]:
    url = reverse("assessments:plan", args=[row.family_id, row.pk])
    return {"title": "Plan begun", "words": f"As part of {row.involvement.service}.", "url": url}


def _review(row: PlanReview) -> dict[str, Any]:
    url = reverse("assessments:plan", args=[row.plan.family_id, row.plan_id]) + "#reviews"
    words = f"{row.summary}\n\nWhat the family says: {row.family_view}"
    return {"title": f"Plan reviewed on {_day(row.held_on)}", "words": words, "url": url}


def _meeting(row: TeamMeeting) -> dict[str, Any]:
    url = reverse("assessments:meeting", args=[row.plan.family_id, row.plan_id, row.pk])
    words = row.minutes or f"Arranged at {row.place}."
    return {"title": "Team Around the Family meeting", "words": words, "url": url}


KINDS = (
    Kind(
        "assessment", "Assessment", Assessment, "started_at", "started_by", "family", "parts__person",
        ("decided_by", "form__definition"), ("comments", "form__definition__name"), _assessment,
        lambda user: Answer.objects.visible_to(user).filter(part__assessment=OuterRef("pk")),
    ),
    Kind("plan", "Plan", Plan, "started_at", "started_by", "family", "", ("involvement__service",),
         ("involvement__service__name",), _plan),
    Kind("plan_review", "Review of the plan", PlanReview, "written_at", "written_by", "plan__family", "", ("plan",),
         ("summary", "family_view"), _review),
    Kind(
        "team_meeting", "Team Around the Family meeting", TeamMeeting, "starts_at", "arranged_by", "plan__family",
        "invitees__person", ("plan",), ("minutes", "place"), _meeting,
    ),
)  # fmt: skip


class Assessments:
    """The source that ``cases.assessments`` offers."""

    kinds = tuple((kind.code, kind.label) for kind in KINDS)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """Assessments and plans where they began, reviews where written, meetings where held."""
        return [_strand(kind, family, user) for kind in KINDS]


def _strand(kind: Kind, family: Family, user: User) -> Strand:
    return Strand(
        code=kind.code,
        rows=kind.model._default_manager.visible_to(user).filter(**{kind.family: family}),
        at=kind.at,
        author=kind.author,
        words=kind.words,
        below=kind.answers(user) if kind.answers else None,
        in_full=lambda rows: rows.select_related(kind.author, *kind.more),
        entry=lambda row: _entry(kind, row),
        kinds=frozenset({kind.code}),
        with_person=(lambda rows, person: _with_person(kind, rows, person)) if kind.person else None,
    )


def _with_person(kind: Kind, rows: Any, person: UUID) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.filter(
        pk__in=kind.model._default_manager.filter(**{kind.person: person}).values("pk")
    )
    return found


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
        wall=(row if hasattr(row, "wall") else row.plan).wall,
        **kind.told(row),
    )


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
