"""The groups of my teams, and planning them."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from cases.groups.actions.planning import cohort_change, cohort_plan, programme_save
from cases.groups.forms.planning import CohortForm, NewCohortForm, ProgrammeForm
from cases.groups.models import Cohort, Programme, Session
from cases.groups.views.objects import cohort_of, programme_of, teams_that_run, workers_of

MOST_COHORTS = 200


@requires(Permission.GROUP_VIEW, READ)
def group_list(request: StaffRequest) -> HttpResponse:
    """Programmes of my teams, each with its runs, the newest first."""
    programmes = list(Programme.objects.run_by(request.user).select_related("team"))
    cohorts = Cohort.objects.run_by(request.user).select_related("lead_worker")[:MOST_COHORTS]
    coming = set(
        Session.objects.standing().filter(cohort__in=[cohort.pk for cohort in cohorts])
        .filter(happens_on__gte=timezone.localdate()).values_list("cohort_id", flat=True)
    )  # fmt: skip
    told = [
        {"programme": programme, "cohorts": [row for row in cohorts if row.programme_id == programme.pk]}
        for programme in programmes
    ]
    context = {
        "told": told,
        "coming": coming,
        "today": timezone.localdate(),
        "may_run": request.user.can(Permission.GROUP_RUN),
    }
    return render(request, "groups/list.html", context)


@requires(Permission.GROUP_RUN, FORM)
def programme_add(request: StaffRequest) -> HttpResponse:
    """Put a programme on offer."""
    form = ProgrammeForm(instance=Programme(), teams=teams_that_run(request.user), **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: programme_save(
            programme=form.instance, version=None, by=request.user, reason=form.reason
        ),
        back=reverse("groups:list"),
        heading="Add a programme",
    )


@requires(Permission.GROUP_RUN, FORM)
def programme_change(request: StaffRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Change what is said of a programme."""
    programme = programme_of(request, programme_id)
    form = ProgrammeForm(
        instance=programme, teams=teams_that_run(request.user), **form_arguments(request, programme)
    )
    return edit_page(
        request,
        form,
        save=lambda: programme_save(
            programme=form.instance,
            version=form.cleaned_data["version"] or uuid.UUID(int=0),
            by=request.user,
            reason="Changed",
        ),
        back=reverse("groups:list"),
        heading="Change a programme",
        caption=str(programme.team),
    )


@requires(Permission.GROUP_RUN, FORM)
def cohort_add(request: StaffRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Plan a run of a programme with all its sessions."""
    programme = programme_of(request, programme_id)
    cohort = Cohort(programme=programme)
    form = NewCohortForm(instance=cohort, workers=workers_of(programme.team), **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: cohort_plan(cohort=form.instance, days=form.days(), by=request.user, reason=form.reason),
        back=reverse("groups:cohort", args=[cohort.pk])
        if request.method == "POST"
        else reverse("groups:list"),
        heading="Plan a group",
        caption=str(programme),
        button="Plan the sessions",
        said="The group is planned",
    )


@requires(Permission.GROUP_RUN, FORM)
def cohort_change_page(request: StaffRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """Change a run's name, venue, places or lead worker."""
    cohort = cohort_of(request, cohort_id)
    form = CohortForm(
        instance=cohort, workers=workers_of(cohort.programme.team), **form_arguments(request, cohort)
    )
    return edit_page(
        request,
        form,
        save=lambda: cohort_change(
            cohort=form.instance, version=form.cleaned_data["version"], by=request.user, reason="Changed"
        ),
        back=reverse("groups:cohort", args=[cohort.pk]),
        heading="Change a group",
        caption=str(cohort),
    )
