"""What the pages about assessments load alike; each begins at ``visible_to``."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import User
from accounts.permissions import Permission
from cases.assessments.models import (
    About,
    Answer,
    Assessment,
    AssessmentPart,
    FamilyCopy,
    FormQuestion,
    FormSection,
    FormVersion,
)
from cases.assessments.rules import is_asked, may_decide, without_section, words
from cases.families.beside import said_beside
from cases.families.models import Family, FamilyMembership, Person

WITH = ("form__definition", "involvement__service", "started_by", "submitted_by", "decided_by")


def assessment_of(request: StaffRequest, family: Family, key: uuid.UUID) -> Assessment:
    """An assessment of this family."""
    rows = Assessment.objects.visible_to(request.user).select_related(*WITH)
    found: Assessment = get_object_or_404(rows, pk=key, family=family)
    found.family = family
    return found


def parts_of(user: User, assessment: Assessment) -> QuerySet[Any]:
    """Its parts in the order of the form."""
    return _parts(user).filter(assessment=assessment)


def part_of(
    request: StaffRequest, family: Family, assessment_id: uuid.UUID, part_id: uuid.UUID
) -> AssessmentPart:
    """A part of an assessment of this family, with the key of its newest version as ``version``."""
    newest = AssessmentPart.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    rows = _parts(request.user).annotate(
        version=Subquery(newest.values("history_id")[:1]),
        saved_by=Subquery(newest.values("history_user_id")[:1]),
    )
    rows = rows.select_related("section", "person", *(f"assessment__{name}" for name in WITH))
    found: AssessmentPart = get_object_or_404(
        rows, pk=part_id, assessment=assessment_id, assessment__family=family
    )
    found.assessment.family = family
    return found


def _parts(user: User) -> QuerySet[Any]:
    rows: QuerySet[Any] = AssessmentPart.objects.visible_to(user).select_related("section", "person")
    return rows.order_by("section__position", "person__date_of_birth", "id")


def questions_of(user: User, part: AssessmentPart) -> list[Any]:
    """The questions of a part, each with what was answered as ``said``."""
    answers = Answer.objects.visible_to(user).filter(part=part, question=OuterRef("pk")).order_by()
    said = Coalesce(Subquery(answers.values("value")[:1]), Value(""), output_field=TextField())
    rows = FormQuestion.objects.filter(section=part.section_id).annotate(said=said)
    return list(rows.order_by("position", "id"))


def offered_versions() -> list[FormVersion]:
    """The newest published version of each form on offer."""
    rows = FormVersion.objects.filter(published_on__isnull=False, definition__is_offered=True)
    newest = rows.order_by("definition__name", "definition_id", "-number").distinct(
        "definition__name", "definition_id"
    )
    return list(newest.select_related("definition"))


def told(user: User, assessment: Assessment) -> list[dict[str, Any]]:
    """All parts with the questions asked and what was answered, in three queries however long the form."""
    questions = FormQuestion.objects.order_by("position", "id")
    answers = Answer.objects.visible_to(user).order_by()
    parts = parts_of(user, assessment).prefetch_related(
        Prefetch("section__questions", questions), Prefetch("answers", answers)
    )
    return [{"key": part.pk, "title": part.title, "rows": _rows(part)} for part in parts]


def said_about(
    user: User, assessment: Assessment, but: Collection[uuid.UUID] = ()
) -> list[dict[str, object]]:
    """A part with what people say about the assessment; none without. ``but`` are people who are left out of it."""
    said = [one for one in said_beside([assessment.pk], user).get(assessment.pk, []) if one.person not in but]
    rows = [{"label": one.heading, "value": one.words} for one in said]
    return [{"key": "", "title": "What people say about this", "rows": rows}] if rows else []


def _rows(part: AssessmentPart) -> list[dict[str, str]]:
    values = {answer.question_id: answer.value for answer in part.answers.all()}
    asked = [question for question in part.section.questions.all() if is_asked(question, values)]
    return [{"label": q.label, "value": words(q, values.get(q.pk, ""))} for q in asked]


@dataclass(frozen=True)
class Copy:
    """A copy the family got, with the titles of what went into it and of what was left out."""

    row: FamilyCopy
    sections: list[str] = field(repr=False)
    left_out: list[str] = field(repr=False)


def copies_of(user: User, assessment: Assessment, parts: Iterable[AssessmentPart]) -> list[Copy]:
    """Copies made so far, the newest first; empty titles where they were not kept yet."""
    titles = {str(part.pk): part.title for part in parts}
    rows = FamilyCopy.objects.visible_to(user).filter(assessment=assessment).select_related("made_by")
    return [
        Copy(
            row,
            [title for key, title in titles.items() if key in row.part_keys],
            [title for key, title in titles.items() if row.part_keys and key not in row.part_keys],
        )
        for row in rows
    ]


def members_today(user: User, family: Family) -> list[Person]:
    """Who is in the family today and may be seen, each once."""
    rows = FamilyMembership.objects.visible_to(user).filter(family=family).current(timezone.localdate())
    return list({row.person_id: row.person for row in rows.select_related("person")}.values())


def joined_later(user: User, assessment: Assessment, parts: Iterable[AssessmentPart]) -> list[Person]:
    """Members of today for whom a section about each person or child is still to be added."""
    sections = FormSection.objects.filter(version=assessment.form_id).exclude(about=About.FAMILY)
    members = members_today(user, assessment.family)
    return without_section(parts, sections, members, timezone.localdate())


def may_write(user: User, assessment: Assessment) -> bool:
    """Whether this person may fill it in now."""
    return assessment.is_open and user.can(Permission.ASSESSMENT_WRITE)


def decides(user: User, assessment: Assessment) -> bool:
    """Whether it waits for this person."""
    return may_decide(
        assessment, user.pk, can_approve=user.can(Permission.ASSESSMENT_APPROVE), team_ids=user.team_ids()
    )
