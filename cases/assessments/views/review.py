"""Reviewing a plan with the family, goal by goal."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.keys import new_key
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.plan import draft_name, review_write
from cases.assessments.forms.plan import ReviewForm
from cases.assessments.models import Plan, PlanGoal, PlanReview
from cases.assessments.views.drafting import keep_and_return, long_page, typed_before
from cases.assessments.views.plan_loading import plan_of
from cases.families.views import drafts
from cases.families.views.editing import CLASH, form_arguments
from cases.families.views.objects import family_looked_at


@requires(Permission.ASSESSMENT_WRITE, FORM)
def review_add(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """Review the plan, goal by goal."""
    found = plan_of(request, family_looked_at(request, family_id, Look.CHANGE), plan_id)
    if "save_draft" in request.POST:
        return keep_and_return(request, found, found.pk)
    kept = drafts.draft_of(request.user, found.family, draft_name(found.pk))
    told = form_arguments(request)
    form = _review_form(request, found, told | {"initial": {"review": new_key()}})
    if kept and request.method != "POST":
        form = typed_before(form, kept, lambda told: _review_form(request, found, told), request)
    if request.method == "POST" and form.is_valid():
        progress = form.progress()
        try:
            with transaction.atomic():
                review_write(review=form.instance, progress=progress, by=request.user, now=timezone.now())
        except IntegrityError:
            form.add_error(None, CLASH)
        else:
            messages.success(request, "The review is saved")
            return redirect("assessments:plan", found.family_id, found.pk)
    return long_page(
        request, found, found.pk, form, kept, heading="Review the plan", button="Save the review"
    )


def _review_form(request: StaffRequest, plan: Plan, told: dict[str, Any]) -> ReviewForm:
    reviews = PlanReview.objects.visible_to(request.user).of_plan(plan)
    return ReviewForm(
        instance=PlanReview(plan=plan),
        goals=PlanGoal.objects.visible_to(request.user).of_plan(plan),
        since=timezone.localdate(plan.started_at),
        taken=reviews.values_list("held_on", flat=True),
        **told,
    )
