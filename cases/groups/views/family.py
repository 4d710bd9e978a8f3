"""One family's part in groups, and putting somebody of it down for one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.objects import family_looked_at, members_of
from cases.groups.actions.places import enrolment_add
from cases.groups.forms.people import EnrolForm
from cases.groups.models import Cohort, Enrolment, State
from cases.groups.rules import Rate


@requires(Permission.GROUP_VIEW, READ)
def family_groups(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """What the people of this family came to. Nobody else of any group is named or counted."""
    family = family_looked_at(request, family_id)
    rows = Enrolment.objects.visible_to(request.user).filter(family=family).with_marks(request.user)
    rows = rows.select_related("person", "cohort__programme__team").order_by("-asked_at", "-id")
    context = {
        "family": family,
        "enrolments": [(row, Rate(row.came, row.expected)) for row in rows],
        "own_teams": request.user.team_ids(),
        "may_run": request.user.can(Permission.GROUP_RUN),
    }
    return render(request, "groups/family.html", context)


@requires(Permission.GROUP_RUN, FORM)
def enrol(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Put somebody of the family down for a group of any team; that team works with the family from then on."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    today = timezone.localdate()
    cohorts = Cohort.objects.visible_to(request.user).not_over(today).filter(programme__is_offered=True)
    form = EnrolForm(
        request.POST if request.method == "POST" else None,
        cohorts=cohorts.select_related("programme__team", "programme__service", "lead_worker"),
        people=members_of(request, family),
    )
    if request.method == "POST" and form.is_valid():
        enrolment = enrolment_add(
            cohort=form.cleaned_data["cohort"],
            family=family,
            person=form.cleaned_data["person"],
            by=request.user,
            now=timezone.now(),
            today=today,
        )
        waits = enrolment.state == State.WAITING
        messages.success(request, "They are on the waiting list" if waits else "They have a place")
        return redirect("groups:family", family.pk)
    return render(request, "groups/enrol.html", {"family": family, "form": form})
