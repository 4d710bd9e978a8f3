"""The plan of a family, and its needs, goals and actions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.plan import PlanThereError, part_add, part_change, plan_start
from cases.assessments.forms.plan import ActionForm, GoalForm, NeedForm, PartForm, StartPlanForm
from cases.assessments.models import (
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)
from cases.assessments.views.plan_loading import circle_of, needs_of, plan_of
from cases.families.models import Involvement
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at

THERE = "This work has a plan already. Carry on with that one."


@requires(Permission.ASSESSMENT_WRITE, FORM)
def start(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Begin a plan as part of open work."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    rows = Involvement.objects.visible_to(request.user).filter(family=family)
    if request.method != "POST":  # whoever began a plan meanwhile is told of by name of the work, below
        rows = rows.filter(plan__isnull=True)
    work = list(rows.open_on(timezone.localdate()).select_related("service", "family"))
    form = StartPlanForm(request.POST if request.method == "POST" and work else None, work=work)
    if form.is_valid():
        try:
            begun = plan_start(involvement=form.chosen(), by=request.user, now=timezone.now())
        except PlanThereError:
            form.add_error("involvement", THERE)
        else:
            messages.success(request, "The plan is begun. Now write down what the family needs")
            return redirect("assessments:plan", family.pk, begun.pk)
    return render(request, "assessments/plan/start.html", {"family": family, "form": form, "possible": work})


@requires(Permission.ASSESSMENT_VIEW, READ)
def plan(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """All of it: needs with goals and actions, reviews and meetings, in a query for each kind."""
    family, user = family_looked_at(request, family_id), request.user
    found = plan_of(request, family, plan_id)
    context = {
        "family": family,
        "plan": found,
        "needs": needs_of(user, found),
        "reviews": PlanReview.objects.visible_to(user).of_plan(found).select_related("written_by"),
        "meetings": TeamMeeting.objects.visible_to(user).of_plan(found),
        "may_write": user.can(Permission.ASSESSMENT_WRITE),
        "today": timezone.localdate(),
    }
    return render(request, "assessments/plan/plan.html", context)


@requires(Permission.ASSESSMENT_WRITE, FORM)
def need_add(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """Add a need to the plan."""
    found = _plan(request, family_id, plan_id)
    form = NeedForm(instance=PlanNeed(plan=found), **form_arguments(request))
    return _edit(request, found, form, heading="Add a need")


@requires(Permission.ASSESSMENT_WRITE, FORM)
def need(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, need_id: uuid.UUID) -> HttpResponse:
    """Change a need."""
    found = _plan(request, family_id, plan_id)
    row = _part(request, found, PlanNeed, need_id)
    return _edit(
        request, found, NeedForm(instance=row, **form_arguments(request, row)), heading="Change a need"
    )


@requires(Permission.ASSESSMENT_WRITE, FORM)
def goal_add(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, need_id: uuid.UUID
) -> HttpResponse:
    """Add a goal to a need."""
    found = _plan(request, family_id, plan_id)
    above = _part(request, found, PlanNeed, need_id)
    form = GoalForm(instance=PlanGoal(need=above), **form_arguments(request))
    return _edit(request, found, form, heading="Add a goal", about=f"For: {above.words}")


@requires(Permission.ASSESSMENT_WRITE, FORM)
def goal(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Change a goal."""
    found = _plan(request, family_id, plan_id)
    row = _part(request, found, PlanGoal, goal_id)
    return _edit(
        request, found, GoalForm(instance=row, **form_arguments(request, row)), heading="Change a goal"
    )


@requires(Permission.ASSESSMENT_WRITE, FORM)
def action_add(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, goal_id: uuid.UUID
) -> HttpResponse:
    """Add an action towards a goal."""
    found = _plan(request, family_id, plan_id)
    above = _part(request, found, PlanGoal, goal_id)
    people, staff = circle_of(request, found)
    form = ActionForm(instance=PlanAction(goal=above), people=people, staff=staff, **form_arguments(request))
    return _edit(request, found, form, heading="Add an action", about=f"Towards: {above.words}")


@requires(Permission.ASSESSMENT_WRITE, FORM)
def action(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, action_id: uuid.UUID
) -> HttpResponse:
    """Change an action, or say that it is done."""
    found = _plan(request, family_id, plan_id)
    row = _part(request, found, PlanAction, action_id)
    people, staff = circle_of(request, found)
    form = ActionForm(instance=row, people=people, staff=staff, **form_arguments(request, row))
    return _edit(request, found, form, heading="Update an action")


def _plan(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> Plan:
    return plan_of(request, family_looked_at(request, family_id, Look.CHANGE), plan_id)


def _part(request: StaffRequest, plan: Plan, model: Any, key: uuid.UUID) -> Any:
    return get_object_or_404(model._default_manager.visible_to(request.user).of_plan(plan), pk=key)


def _edit(
    request: StaffRequest, plan: Plan, form: PartForm, *, heading: str, about: str = ""
) -> HttpResponse:
    row: Any = form.instance
    told: Any = {"row": row, "by": request.user}

    def save() -> None:
        if row._state.adding:
            part_add(now=timezone.now(), **told)
        else:
            part_change(version=form.cleaned_data["version"], reason=form.reason, **told)

    return edit_page(
        request,
        form,
        save=save,
        back=reverse("assessments:plan", args=[plan.family_id, plan.pk]),
        heading=heading,
        caption=str(plan.family),
        about=about,
        said="The plan is saved",
    )
