"""Sending an assessment to the manager, and what the manager says."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.assessments import NotOpenError, assessment_decide, assessment_submit
from cases.assessments.forms.decide import DecideForm
from cases.assessments.models import State
from cases.assessments.views.loading import assessment_of, decides, said_about, told
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at, family_of
from govuk.refusal import PageRefused

NOT_YOURS = (
    "Nobody decides on work of their own, and this assessment is for a manager of its team. Ask one of them."
)


UNFINISHED = "Not sent: finish every section first, or see whether somebody else sent it meanwhile"
DECIDED = "Nothing was changed: this assessment no longer waits for a decision"


@requires(Permission.ASSESSMENT_WRITE, POST)
def submit(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """Send it to the team's manager."""
    family = family_of(request, family_id)
    found = assessment_of(request, family, assessment_id)
    try:
        assessment_submit(assessment=found, by=request.user, now=timezone.now())
    except NotOpenError:
        messages.error(request, UNFINISHED)
    else:
        messages.success(request, "Sent to your manager for approval")
    return redirect("assessments:assessment", family.pk, found.pk)


@requires(Permission.ASSESSMENT_APPROVE, FORM)
def decide(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """Read it all, then approve it or return it with comments. Nobody decides on their own work."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = assessment_of(request, family, assessment_id)
    if found.state != State.SUBMITTED:
        messages.info(request, DECIDED)
        return redirect("assessments:assessment", family.pk, found.pk)
    if not decides(request.user, found):
        raise PageRefused(NOT_YOURS)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        approve = form.cleaned_data["decision"] == "approve"
        try:
            assessment_decide(
                assessment=found,
                approve=approve,
                comments=form.cleaned_data["comments"],
                by=request.user,
                now=timezone.now(),
            )
        except NotOpenError:
            messages.info(request, DECIDED)
        else:
            form_sent(request)
            messages.success(request, "The assessment is approved" if approve else "Returned to the worker")
        return redirect("assessments:assessment", family.pk, found.pk)
    parts = [*told(request.user, found), *said_about(request.user, found)]
    context = {"family": family, "assessment": found, "form": form, "parts": parts}
    return form_page(request, "assessments/decide.html", context)
