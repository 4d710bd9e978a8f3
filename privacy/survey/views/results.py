"""For whoever looks after surveys: publishing as the second person, and what came of one."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.charts import BLUE, Chart, bar_chart
from privacy.survey.actions import survey_publish, survey_version
from privacy.survey.forms import SCALE, SurveyForm
from privacy.survey.models import Question, Response, Survey
from privacy.survey.models.survey import QuestionKind
from privacy.survey.rules.small_numbers import LEAST, shown

FEW = f"fewer than {LEAST}, or kept back with them"


@requires(Permission.NOTICE_EDIT, READ)
def surveys(request: StaffRequest) -> HttpResponse:
    """Every survey, what is still to be done about it, and its form as a preview."""
    rows = Survey.objects.select_related("written_by", "published_by").prefetch_related("questions")
    context = {
        "rows": [
            (
                survey,
                survey_version(survey) if survey.may_publish(request.user) else "",
                SurveyForm(survey=survey, prefix=str(survey.pk)),
            )
            for survey in rows
        ],
        "today": timezone.localdate(),
    }
    return render(request, "survey/list.html", context)


@requires(Permission.NOTICE_EDIT, POST)
def publish(request: StaffRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Publish it as the second person."""
    survey = get_object_or_404(Survey, pk=survey_id)
    try:
        survey_publish(
            survey=survey, version=request.POST.get("version", ""), at=timezone.now(), by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, "Published")
    return redirect("survey:list")


@requires(Permission.NOTICE_EDIT, READ)
def results(request: StaffRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Charts with their tables; small numbers are kept back."""
    survey = get_object_or_404(Survey, pk=survey_id)
    seen = Response.objects.visible_to(request.user).filter(survey=survey)
    total = seen.count()
    parts = [_part(question, seen) for question in survey.questions.all()] if total >= LEAST else []
    context = {"survey": survey, "total": total if total >= LEAST else None, "least": LEAST, "parts": parts}
    return render(request, "survey/results.html", context)


def _part(question: Question, seen: Any) -> tuple[Question, Chart | None, list[str], list[str]]:
    """A question with its chart, what is kept back, and its comments in no order that tells who came first."""
    values = list(question.answers.filter(response__in=seen).values_list("value", flat=True))
    if question.kind == QuestionKind.COMMENT:
        return question, None, [], sorted(values) if len(values) >= LEAST else []
    names = dict(SCALE) if question.kind == QuestionKind.SCALE else {word: word for word in question.options}
    found = Counter(values)
    told = shown({names[key]: found[key] for key in names})
    if told is None:
        return question, None, list(names.values()), []
    rows = [(name, "", (count,)) for name, count in told.items() if count is not None]
    chart = bar_chart(question.label, "Answer", (("People", BLUE),), rows) if rows else None
    return question, chart, [name for name, count in told.items() if count is None], []
