"""The assessments of a family: all of them, beginning one, its list of sections, and everything it says."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.assessments import NotOpenError, assessment_join, assessment_start
from cases.assessments.forms.decide import StartForm
from cases.assessments.models import Assessment, Plan, State
from cases.assessments.rules import unanswered
from cases.assessments.views.loading import (
    assessment_of,
    copies_of,
    decides,
    joined_later,
    may_write,
    members_today,
    offered_versions,
    parts_of,
    told,
)
from cases.families.models import Involvement
from cases.families.panels import record_notes
from cases.families.views.objects import family_looked_at, family_of

CLOSED = "This assessment can no longer be changed: it is with the manager, or approved"
OPEN_ALREADY = "This work has an assessment that is not approved yet. Carry on with that one."


@requires(Permission.ASSESSMENT_VIEW, READ)
def assessments(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Every assessment and plan of the family, the newest first."""
    family = family_looked_at(request, family_id)
    rows = Assessment.objects.visible_to(request.user).filter(family=family)
    rows = rows.select_related("form__definition", "involvement__service", "started_by")
    plans = Plan.objects.visible_to(request.user).filter(family=family)
    plans = plans.select_related("involvement__service", "started_by")
    may_start = request.user.can(Permission.ASSESSMENT_WRITE)
    context = {"family": family, "assessments": rows, "plans": plans, "may_start": may_start}
    return render(request, "assessments/list.html", context)


@requires(Permission.ASSESSMENT_WRITE, FORM)
def start(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Begin an assessment as part of open work."""
    family, now = family_looked_at(request, family_id, Look.CHANGE), timezone.localtime()
    today = now.date()
    rows = Involvement.objects.visible_to(request.user).filter(family=family).open_on(today)
    work = list(rows.select_related("service", "family"))
    versions = offered_versions()
    possible = bool(work and versions)
    form = StartForm(
        request.POST if request.method == "POST" and possible else None, versions=versions, work=work
    )
    if form.is_valid():
        people = members_today(request.user, family)
        try:
            begun = assessment_start(
                involvement=form.chosen("involvement"),
                form=form.chosen("form"),
                people=people,
                by=request.user,
                now=now,
                today=today,
            )
        except NotOpenError:
            form.add_error("involvement", OPEN_ALREADY)
        else:
            messages.success(request, "The assessment is begun")
            return redirect("assessments:assessment", family.pk, begun.pk)
    context = {"family": family, "form": form, "possible": possible}
    return render(request, "assessments/start.html", context)


@requires(Permission.ASSESSMENT_VIEW, READ)
def assessment(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """Where it stands: its sections, what is left to do, and what the manager said."""
    family = family_looked_at(request, family_id)
    found = assessment_of(request, family, assessment_id)
    parts = list(parts_of(request.user, found))
    left = unanswered(parts)
    writes = may_write(request.user, found)
    context = {
        "family": family,
        "assessment": found,
        "parts": parts,
        "done": len(parts) - len(left),
        "may_write": writes,
        "joined": joined_later(request.user, found, parts) if writes else [],
        "may_submit": writes and not left,
        "may_copy": found.state == State.APPROVED and request.user.can(Permission.ASSESSMENT_WRITE),
        "may_decide": decides(request.user, found),
        "copies": copies_of(request.user, found, parts) if found.state == State.APPROVED else [],
    }
    return render(request, "assessments/assessment.html", context)


@requires(Permission.ASSESSMENT_WRITE, POST)
def join(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """Add the sections about somebody who joined the family after the assessment began."""
    family, today = family_of(request, family_id), timezone.localdate()
    found = assessment_of(request, family, assessment_id)
    back = redirect("assessments:assessment", family.pk, found.pk)
    key = request.POST.get("person", "")
    person = next((row for row in members_today(request.user, family) if str(row.pk) == key), None)
    try:
        if person and assessment_join(assessment=found, person=person, by=request.user, today=today):
            messages.success(request, f"There is a section for {person.full_name} now")
        else:
            messages.info(request, "Nothing was changed: nobody is without a section")
    except NotOpenError:
        messages.info(request, CLOSED)
    return back


@requires(Permission.ASSESSMENT_VIEW, READ)
def read(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """All its questions and answers on one page, by the version of the form it was made with."""
    family = family_looked_at(request, family_id)
    found = assessment_of(request, family, assessment_id)
    context = {"family": family, "assessment": found, "parts": told(request.user, found)}
    context["notes"] = record_notes(family, "assessment", found.pk, request.user)
    return render(request, "assessments/read.html", context)
