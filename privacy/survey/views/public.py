"""For whoever tests the website: which surveys are open, and answering one."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, public
from accounts.limits import limited
from privacy.survey.actions import answers_take
from privacy.survey.forms import SurveyForm
from privacy.survey.models import Survey

ANYBODY = "Whoever tests the website answers without an account; no answer can be read here."


@public(ANYBODY, READ)
def surveys_open(request: HttpRequest) -> HttpResponse:
    """Surveys that take answers today."""
    surveys = Survey.objects.open_on(timezone.localdate())
    return render(request, "survey/open.html", {"surveys": surveys})


@public(ANYBODY, FORM)
def survey_take(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Answer one."""
    if request.method == "POST":
        answer: HttpResponse = _send(request, survey_id)
        return answer
    survey = _open(survey_id)
    return render(request, "survey/take.html", {"survey": survey, "form": SurveyForm(survey=survey)})


@public(ANYBODY, READ)
def survey_thanks(request: HttpRequest) -> HttpResponse:
    """It arrived."""
    return render(request, "survey/thanks.html")


@limited("survey")
def _send(request: HttpRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Only sending counts against the limit."""
    survey = _open(survey_id)
    form = SurveyForm(request.POST, survey=survey)
    if not form.is_valid():
        return render(request, "survey/take.html", {"survey": survey, "form": form})
    answers_take(survey=survey, answers=form.answers(), on=timezone.localdate())
    return redirect("survey:thanks")


def _open(key: uuid.UUID) -> Survey:
    return get_object_or_404(Survey.objects.open_on(timezone.localdate()), pk=key)
