"""Giving a place, and saying what came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at
from cases.groups.actions.places import FullError, enrolment_end, place_give
from cases.groups.forms.people import EndEnrolmentForm
from cases.groups.models import Enrolment, Outcome, Session
from cases.groups.models.enrolment import ENDED, State
from cases.groups.views.objects import enrolment_of


@requires(Permission.GROUP_RUN, POST)
def place(request: StaffRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """Give a place to somebody who waits."""
    enrolment = enrolment_of(request, enrolment_id)
    try:
        place_give(enrolment=enrolment, by=request.user)
    except FullError:
        messages.info(request, "The group is full. Give it more places, or say who has left")
    else:
        messages.success(request, "They have a place")
    return redirect("groups:cohort", enrolment.cohort_id)


@requires(Permission.GROUP_RUN, FORM)
def end(request: StaffRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """How it ended for one person, and what came of it; the place goes to whoever waits longest."""
    enrolment = enrolment_of(request, enrolment_id)
    family_looked_at(request, enrolment.family_id, Look.CHANGE)
    arguments = form_arguments(request, enrolment)
    if enrolment.state in ENDED:
        names = ("state", "ended_on", "outcome", "outcome_note")
        arguments["initial"] |= {name: getattr(enrolment, name) for name in names}
    else:
        arguments["initial"] |= _likely(request, enrolment)
    form = EndEnrolmentForm(**arguments)
    return edit_page(
        request,
        form,
        save=lambda: enrolment_end(
            enrolment=enrolment,
            version=form.cleaned_data["version"],
            state=form.cleaned_data["state"],
            ended_on=form.cleaned_data["ended_on"],
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["outcome_note"],
            by=request.user,
            reason=form.reason,
        ),
        back=reverse("groups:cohort", args=[enrolment.cohort_id]),
        heading="What came of it",
        caption=f"{enrolment.person.full_name}, {enrolment.cohort}",
        family=enrolment.family,
        said="The outcome is recorded. When nobody of the family comes any more, close the work on the family’s page",
    )


def _likely(request: StaffRequest, enrolment: Enrolment) -> dict[str, Any]:
    """What is asked least often otherwise: the day of the last session; for somebody who waits, that they left."""
    today = timezone.localdate()
    if enrolment.state == State.WAITING:
        return {"state": State.LEFT, "outcome": Outcome.NOT_KNOWN, "ended_on": today}
    rows = Session.objects.visible_to(request.user).standing().filter(cohort=enrolment.cohort_id)
    return {"ended_on": rows.filter(happens_on__lte=today).aggregate(last=Max("happens_on"))["last"]}
