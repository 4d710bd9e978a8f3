"""What has changed since last time, and the copy the family gets."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.assessments import NotOpenError, assessment_copied
from cases.assessments.compare import answers_of, distance, last_time, side_by_side
from cases.assessments.copy import copy_pdf
from cases.assessments.forms.copy import CopyForm
from cases.assessments.models import Assessment, FamilyCopy, State
from cases.assessments.views.loading import assessment_of, parts_of, said_about, told
from cases.families.beside import said_beside
from cases.families.views.objects import family_looked_at

NOT_YET = "The family gets its copy when the assessment is approved"


@requires(Permission.ASSESSMENT_VIEW, READ)
def compare(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """The scores as a picture with their figures, and every answer that is not the same as last time."""
    family, user = family_looked_at(request, family_id), request.user
    found = assessment_of(request, family, assessment_id)
    before = last_time(user, found)
    answers = answers_of(user, found, before)
    both = [row.pk for row in (before, found) if row]
    context = {
        "family": family,
        "assessment": found,
        "before": before,
        "chart": distance(answers, found),
        "compared": side_by_side(answers, before, found) if before else [],
        "said": [one for said in said_beside(both, user).values() for one in said],
    }
    return render(request, "assessments/compare.html", context)


@requires(Permission.ASSESSMENT_WRITE, FORM)
def copy(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """Choose what goes into the family's copy: one parent may not be told what another said in confidence."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = assessment_of(request, family, assessment_id)
    if found.state != State.APPROVED:
        messages.info(request, NOT_YET)
        return redirect("assessments:assessment", family.pk, found.pk)
    parts = list(parts_of(request.user, found))
    form = CopyForm(request.POST if request.method == "POST" else None, parts=parts)
    if request.method == "POST" and form.is_valid():
        try:
            assessment_copied(
                assessment=found,
                parts=form.chosen(),
                left_out=form.left_out(),
                way=form.cleaned_data["way"],
                by=request.user,
                now=timezone.now(),
            )
        except NotOpenError:
            messages.info(request, NOT_YET)
        else:
            response = redirect("assessments:print", family.pk, found.pk)
            if left_out := form.left_out():
                response["Location"] += "?" + urlencode(
                    {"without": [str(part.pk) for part in left_out]}, doseq=True
                )
            return response
    copied = FamilyCopy.objects.visible_to(request.user).filter(assessment=found).first()
    context = {"family": family, "assessment": found, "form": form, "copied": copied}
    return render(request, "assessments/copy.html", context)


@requires(Permission.ASSESSMENT_VIEW, READ)
def printed(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """The family's copy as a page to print."""
    found = _approved(request, family_id, assessment_id)
    if found is None:
        return redirect("assessments:assessment", family_id, assessment_id)
    context = {
        "family": found.family,
        "assessment": found,
        "parts": _chosen(request, found),
        "asked": request.GET.urlencode(),
    }
    return render(request, "assessments/printed.html", context)


@requires(Permission.ASSESSMENT_VIEW, READ)
def pdf(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> HttpResponse:
    """The same as PDF/UA, so that a screen reader reads it too."""
    found = _approved(request, family_id, assessment_id)
    if found is None:
        return redirect("assessments:assessment", family_id, assessment_id)
    document = copy_pdf(found, _chosen(request, found), on=timezone.localdate())
    # The name of the file says nothing about whom it is about: it stays in download folders.
    told = {"Content-Disposition": f'attachment; filename="assessment-{found.started_at:%Y-%m-%d}.pdf"'}
    return HttpResponse(document, content_type="application/pdf", headers=told)


def _approved(request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID) -> Assessment | None:
    found = assessment_of(request, family_looked_at(request, family_id, Look.EXPORT), assessment_id)
    if found.state == State.APPROVED:
        return found
    messages.info(request, NOT_YET)
    return None


def _chosen(request: StaffRequest, assessment: Assessment) -> list[dict[str, object]]:
    left_out = set(request.GET.getlist("without"))
    everything = parts_of(request.user, assessment)
    but = {part.person_id for part in everything if str(part.pk) in left_out and part.person_id}
    chosen = [part for part in told(request.user, assessment) if str(part["key"]) not in left_out]
    return [*chosen, *said_about(request.user, assessment, but)]
