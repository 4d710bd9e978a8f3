"""The family's copy of its plan, on paper and as a file."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.models import Plan, PlanReview, TeamMeeting
from cases.assessments.plan_copy import Part, plan_parts, plan_pdf
from cases.assessments.views.plan_loading import needs_of, plan_of
from cases.families.views.objects import family_looked_at


@requires(Permission.ASSESSMENT_VIEW, READ)
def printed(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """The plan as a page to print."""
    found, parts = _copy(request, family_id, plan_id)
    context = {"family": found.family, "plan": found, "parts": parts}
    return render(request, "assessments/plan/printed.html", context)


@requires(Permission.ASSESSMENT_VIEW, READ)
def pdf(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """The same as PDF/UA."""
    found, parts = _copy(request, family_id, plan_id)
    document = plan_pdf(found, parts, on=timezone.localdate())
    # The name of the file says nothing about whom it is about: it stays in download folders.
    told = {"Content-Disposition": f'attachment; filename="plan-{found.started_at:%Y-%m-%d}.pdf"'}
    return HttpResponse(document, content_type="application/pdf", headers=told)


def _copy(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> tuple[Plan, list[Part]]:
    user = request.user
    found = plan_of(request, family_looked_at(request, family_id, Look.EXPORT), plan_id)
    reviews = PlanReview.objects.visible_to(user).of_plan(found)
    meetings = TeamMeeting.objects.visible_to(user).of_plan(found)
    return found, plan_parts(needs_of(user, found), reviews, meetings)
