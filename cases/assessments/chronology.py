"""Assessments, plans, reviews and meetings in the chronology of a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, TextField, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import Assessment, Plan, PlanReview, TeamMeeting
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family

ASSESSMENT, PLAN, REVIEW, MEETING = "assessment", "plan", "plan_review", "team_meeting"
LABELS = {
    ASSESSMENT: "Assessment",
    PLAN: "Plan",
    REVIEW: "Review of the plan",
    MEETING: "Team Around the Family meeting",
}
NO_WORDS, NO_DAY = Value("", output_field=TextField()), Value(None, output_field=DateField())


@dataclass(frozen=True)
class Rows:
    """The rows of one kind about a plan: when each happened, who is its author, and its words."""

    code: str
    model: type[Any]
    at: str
    author: str
    plan: str
    family: str
    person: str
    words: tuple[Any, Any]
    day: Any = NO_DAY


ABOUT_PLANS = (
    Rows(
        PLAN, Plan, "started_at", "started_by", "pk", "family", "", (F("involvement__service__name"), NO_WORDS)
    ),
    Rows(
        REVIEW, PlanReview, "written_at", "written_by", "plan_id", "plan__family", "",
        (F("summary"), F("family_view")), F("held_on"),
    ),
    Rows(
        MEETING, TeamMeeting, "starts_at", "arranged_by", "plan_id", "plan__family", "invitees__person",
        (F("place"), F("minutes")),
    ),
)  # fmt: skip


class Assessments:
    """The source that ``cases.assessments`` offers, in two queries."""

    kinds = tuple(LABELS.items())

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
        if not filters.kinds or ASSESSMENT in filters.kinds:
            found += [_of_assessment(row) for row in _assessments(family, user, place)]
        parts = [
            _about_plans(rows, family, user, place)
            for rows in ABOUT_PLANS
            if (not filters.kinds or rows.code in filters.kinds) and (rows.person or not filters.person)
        ]
        if parts:
            found += [_of_plan(*row) for row in parts[0].union(*parts[1:], all=True)]
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


def _assessments(family: Family, user: User, place: Any) -> Any:
    rows: Any = Assessment.objects.visible_to(user).filter(family=family)
    filters: Filters = place["filters"]
    if filters.author:
        rows = rows.filter(started_by=filters.author)
    if filters.person:
        rows = rows.filter(parts__person=filters.person).distinct()
    rows = rows.select_related("started_by", "decided_by", "form__definition")
    return keyset(rows, at="started_at", **place)


def _about_plans(kind: Rows, family: Family, user: User, place: Any) -> Any:
    rows = kind.model._default_manager.visible_to(user).filter(**{kind.family: family})
    filters: Filters = place["filters"]
    if filters.author:
        rows = rows.filter(**{kind.author: filters.author})
    if filters.person:
        rows = rows.filter(**{kind.person: filters.person}).distinct()
    told = {
        "code": Value(kind.code, output_field=CharField()),
        "at": F(kind.at),
        "who": F(f"{kind.author}__full_name"),
        "of_family": F(f"{kind.family}_id"),
        "of_plan": F(kind.plan),
        "first": kind.words[0],
        "second": kind.words[1],
        "day": kind.day,
    }
    return keyset(rows.annotate(**told).values_list("pk", *told), at=kind.at, **place)


def _of_assessment(row: Assessment) -> Entry:
    said = row.get_state_display()
    if row.state == "approved" and row.decided_at:
        said = f"{said} by {row.decided_by} on {_day(timezone.localdate(row.decided_at))}"
    return Entry(
        key=Key(row.started_at, row.pk),
        at=timezone.localtime(row.started_at),
        kind=ASSESSMENT,
        kind_label=LABELS[ASSESSMENT],
        title=str(row.form.definition),
        template="assessments/entry.html",
        object=row,
        author=row.started_by.full_name,
        url=reverse("assessments:assessment", args=[row.family_id, row.pk]),
        words=f"{said}.",
    )


def _of_plan(*row: Any) -> Entry:
    pk, code, at, who, family, plan, first, second, day = row
    url = reverse("assessments:plan", args=[family, plan])
    title, words = {
        PLAN: ("Plan begun", f"As part of {first}."),
        REVIEW: (
            f"Plan reviewed on {_day(day)}" if day else "",
            f"{first}\n\nWhat the family says: {second}",
        ),
        MEETING: (LABELS[MEETING], second or f"Arranged at {first}."),
    }[code]
    if code == MEETING:
        url = reverse("assessments:meeting", args=[family, plan, pk])
    return Entry(
        key=Key(at, pk),
        at=timezone.localtime(at),
        kind=code,
        kind_label=LABELS[code],
        title=title,
        template="assessments/entry.html",
        object=None,
        author=who,
        url=f"{url}#reviews" if code == REVIEW else url,
        words=words,
    )


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
