"""Meetings of the team around the family: arranged, shown and written up."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.meeting import meeting_arrange, meeting_write_up
from cases.assessments.actions.meeting import meeting_move as move
from cases.assessments.actions.plan import draft_name
from cases.assessments.forms.meeting import ArrangeForm, WriteUpForm
from cases.assessments.forms.move import MoveForm
from cases.assessments.models import TeamMeeting
from cases.assessments.views.drafting import keep_and_return, long_page, typed_before
from cases.assessments.views.plan_loading import circle_of, earlier_places, invitees_of, meeting_of, plan_of
from cases.families.actions.rows import RowChanged, row_version
from cases.families.views import drafts
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at

MEANWHILE = "Somebody else wrote this meeting up after you opened it. Compare with what stands below, then save again."


@requires(Permission.ASSESSMENT_WRITE, FORM)
def meeting_add(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID) -> HttpResponse:
    """Arrange a meeting of the team around the family."""
    found = plan_of(request, family_looked_at(request, family_id, Look.CHANGE), plan_id)
    people, staff = circle_of(request, found)
    form = ArrangeForm(request.POST if request.method == "POST" else None, people=people, staff=staff)
    if request.method == "POST" and form.is_valid():
        arranged = TeamMeeting(plan=found, starts_at=form.starts_at(), place=form.cleaned_data["place"])
        meeting_arrange(meeting=arranged, invited=form.invited(), by=request.user)
        form_sent(request)
        messages.success(request, "The meeting is on file. Now ask people to come: nothing was sent")
        return redirect("assessments:meeting", found.family_id, found.pk, arranged.pk)
    return form_page(
        request, "assessments/plan/arrange.html", {"family": found.family, "plan": found, "form": form}
    )


@requires(Permission.ASSESSMENT_VIEW, READ)
def meeting(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, meeting_id: uuid.UUID
) -> HttpResponse:
    """A meeting: when, where, who was asked and came, the minutes, and when next."""
    found = plan_of(request, family_looked_at(request, family_id), plan_id)
    row = meeting_of(request, found, meeting_id)
    context = {
        "family": found.family,
        "plan": found,
        "meeting": row,
        "earlier": earlier_places(row),
        "invitees": invitees_of(request.user, meeting_id),
        "may_write": request.user.can(Permission.ASSESSMENT_WRITE),
    }
    return render(request, "assessments/plan/meeting.html", context)


@requires(Permission.ASSESSMENT_WRITE, FORM)
def meeting_move(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, meeting_id: uuid.UUID
) -> HttpResponse:
    """Move a meeting that is not written up to another day or place, with the reason."""
    found = plan_of(request, family_looked_at(request, family_id, Look.CHANGE), plan_id)
    row = meeting_of(request, found, meeting_id)
    back = reverse("assessments:meeting", args=[found.family_id, found.pk, row.pk])
    if row.minutes:
        messages.info(request, "This meeting is written up already. Nothing was changed")
        return redirect(back)
    form = MoveForm(instance=row, **form_arguments(request, row))

    def save() -> None:
        move(meeting=row, version=form.cleaned_data["version"], by=request.user, reason=form.reason)

    return edit_page(
        request,
        form,
        save=save,
        back=back,
        heading="Move the meeting",
        caption=str(found.family),
        about="Everybody who was asked is still asked. This sends nothing: tell them in the way that is safe.",
        said="The meeting is moved. Now tell the people who were asked: nothing was sent",
    )


@requires(Permission.ASSESSMENT_WRITE, FORM)
def meeting_write(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, meeting_id: uuid.UUID
) -> HttpResponse:
    """Write up who came, what was said and when next."""
    found = plan_of(request, family_looked_at(request, family_id, Look.CHANGE), plan_id)
    row = meeting_of(request, found, meeting_id)
    if "save_draft" in request.POST:
        return keep_and_return(request, found, row.pk)
    invitees, there = invitees_of(request.user, row.pk), row.minutes

    def made(told: dict[str, Any]) -> WriteUpForm:
        return WriteUpForm(instance=row, invitees=invitees, **told)

    form, status = made(form_arguments(request, row)), 200
    kept = drafts.draft_of(request.user, found.family, draft_name(row.pk))
    if kept and request.method != "POST":
        form = typed_before(form, kept, made, request)
    opened = request.POST.get("version")
    if opened and opened != str(row_version(row)):
        # Before anything else is asked: who writes up first is not asked why, and would be told of nothing else.
        form, status = _again(request, made, row), 409
    elif request.method == "POST" and form.is_valid():
        try:
            meeting_write_up(
                meeting=row,
                attendance=form.attendance(),
                version=form.cleaned_data["version"],
                by=request.user,
                reason=form.reason,
            )
        except RowChanged as changed:
            form, there, status = _again(request, made, changed.row), changed.row.minutes, 409  # type: ignore[attr-defined]  # the row that was changed is this meeting
        else:
            messages.success(request, "The meeting is written up")
            return redirect("assessments:meeting", found.family_id, found.pk, row.pk)
    told = {
        "heading": "Write up the meeting",
        "button": "Save the minutes",
        "there": there if status == 409 else "",
    }
    return long_page(request, found, row.pk, form, kept, status=status, **told)


def _again(request: StaffRequest, made: Any, now: Any) -> WriteUpForm:
    data = request.POST.copy()
    data["version"] = str(row_version(now))
    form: WriteUpForm = made(form_arguments(request) | {"data": data})
    form.add_error(None, MEANWHILE)
    return form
