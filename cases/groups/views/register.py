"""Taking a register: one page, one stop of the Tab key for each person, one button."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import RowChanged, row_version
from cases.families.models import Draft
from cases.families.views import drafts
from cases.groups.actions.register import Line, draft_name, register_save
from cases.groups.forms.people import RegisterForm, answers
from cases.groups.models import Attendance, Enrolment, Mark, Session, State
from cases.groups.rules import first_mark, may_take_register
from cases.groups.views.objects import note_names, session_of

ONWARD = "walk_in"
"""The button that saves the register and goes on to search for somebody else who came."""


@requires(Permission.GROUP_RUN, FORM)
def register(request: StaffRequest, session_id: uuid.UUID) -> HttpResponse:
    """Everybody who takes part, with a mark each: present to begin with, or what stands on file, or one's own draft."""
    session = session_of(request, session_id)
    if not may_take_register(session, timezone.localdate()):
        messages.info(request, "A register is taken from the day of the session on, of one that took place")
        return redirect("groups:cohort", session.cohort_id)
    kept = _lines(request, session)
    people = _people(request, session, kept)
    note_names(request, people)
    if request.POST.get("version"):  # a page of ours always says which register it shows
        return _save(request, session, RegisterForm(request.POST, enrolments=people))
    initial: dict[str, Any] = {
        "version": row_version(session),
        **answers(_first_lines(session, people) | kept),
    }
    own = Draft.objects.visible_to(request.user).filter(form=draft_name(session)).order_by("saved_at")
    draft = None
    for draft in own:  # the newest is told, and what it says of the version counts
        initial |= drafts.restored(draft).dict()
    return _page(request, session, RegisterForm(initial=initial, enrolments=people), draft=draft)


def _save(request: StaffRequest, session: Session, form: RegisterForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, session, form)
    lines = form.lines()
    try:
        register_save(
            session=session,
            version=form.cleaned_data["version"],
            lines=lines,
            by=request.user,
            now=timezone.now(),
        )
    except RowChanged as changed:
        return _changed(request, session, changed.row, form)
    marked = sum(bool(line.mark) for line in lines.values())
    messages.success(request, f"The register is saved: {marked} of {len(lines)} marked")
    if ONWARD in request.POST:
        return redirect("groups:walk_in", session.pk)
    return redirect("groups:cohort", session.cohort_id)


def _changed(request: StaffRequest, session: Session, row: Any, form: RegisterForm) -> HttpResponse:
    """409: what stands there now beside what was typed; nothing was saved, and the form goes on from there."""
    now, typed = _lines(request, session), form.lines()
    nothing = Line()
    differing = [
        (form.names[person.pk], _words(now.get(person.pk, nothing)), _words(typed[person.pk]))
        for person in form.enrolments
        if now.get(person.pk, nothing) != typed[person.pk]
    ]
    initial: dict[str, Any] = {"version": row_version(row), **answers(typed)}
    again = RegisterForm(initial=initial, enrolments=form.enrolments)
    context = {"differing": differing, "newest": row.history.select_related("history_user").first()}
    return _page(request, session, again, status=409, **context)


def _lines(request: StaffRequest, session: Session) -> dict[uuid.UUID, Line]:
    rows = Attendance.objects.visible_to(request.user).filter(session=session)
    return {row.enrolment_id: Line(row.mark, row.reason) for row in rows}


def _people(request: StaffRequest, session: Session, kept: dict[uuid.UUID, Line]) -> list[Enrolment]:
    """Who takes part, and who did when the register was taken."""
    rows = Enrolment.objects.visible_to(request.user).filter(cohort_id=session.cohort_id)
    found = rows.select_related("person", "family")
    return [row for row in found if row.state in (State.ENROLLED, State.COMPLETED) or row.pk in kept]


def _first_lines(session: Session, people: list[Enrolment]) -> dict[uuid.UUID, Line]:
    return {row.pk: Line(first_mark(session, timezone.localdate(row.asked_at))) for row in people}


def _words(line: Line) -> str:
    if not line.mark:
        return "Not marked"
    label = str(Mark(line.mark).label)
    return f"{label}: {line.reason}" if line.reason else label


def _page(
    request: StaffRequest,
    session: Session,
    form: RegisterForm,
    status: int = 200,
    draft: Draft | None = None,
    **more: Any,
) -> HttpResponse:
    context = {"session": session, "cohort": session.cohort, "form": form, "draft": draft, "onward": ONWARD}
    context |= {"today": timezone.localdate(), **more}
    return render(request, "groups/register.html", context, status=status)
