"""One section of an assessment, with a draft that saves itself and a check that nobody was faster."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.actions.assessments import NotOpenError, draft_name, part_save
from cases.assessments.forms.section import SectionForm, as_initial
from cases.assessments.models import AssessmentPart
from cases.assessments.prefill import from_record
from cases.assessments.rules import words
from cases.assessments.views.assessments import CLOSED
from cases.assessments.views.loading import may_write, part_of, questions_of
from cases.families.actions.drafts import draft_discard, draft_save
from cases.families.actions.rows import RowChanged
from cases.families.models import Draft, Family
from cases.families.views import drafts
from cases.families.views.objects import family_looked_at, family_of

BUTTONS = ("finish", "later")
NOT_WHOLE = "The page did not arrive whole, and nothing is saved. Check your answers and save again."
MEANWHILE = (
    "Somebody else saved this section after you opened it. Compare, then save again what should stand."
)


@requires(Permission.ASSESSMENT_WRITE, FORM)
def section(
    request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID, part_id: uuid.UUID
) -> HttpResponse:
    """Fill in one section. It opens with the writer's own draft, or what is kept, or what the record says."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    part = part_of(request, family, assessment_id, part_id)
    if not may_write(request.user, part.assessment):
        messages.info(request, CLOSED)
        return redirect("assessments:read", family.pk, part.assessment_id)
    if request.method != "POST":
        return _open(request, family, part)
    form = _form(questions_of(request.user, part), request.POST)
    finish = "finish" in request.POST
    if not form.is_valid() or (finish and not form.require_all()):
        return _page(request, family, part, form)
    return _save(request, family, part, form, finish)


@requires(Permission.ASSESSMENT_WRITE, POST)
def draft(
    request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID, part_id: uuid.UUID
) -> HttpResponseBase:
    """Where the page's script sends what has been typed so far, every few seconds."""
    family = family_of(request, family_id)
    part: Any = part_of(request, family, assessment_id, part_id)
    # The last save of the script may arrive after the section itself.
    is_late = part.saved_by == request.user.pk and request.POST.get("version") != str(part.version)
    if is_late or not may_write(request.user, part.assessment):
        return drafts.answer(None)
    return drafts.answer(_keep(request, family, part))


@requires(Permission.ASSESSMENT_WRITE, POST)
def discard(
    request: StaffRequest, family_id: uuid.UUID, assessment_id: uuid.UUID, part_id: uuid.UUID
) -> HttpResponse:
    """Throw the draft away and see what is kept."""
    family = family_of(request, family_id)
    part = part_of(request, family, assessment_id, part_id)
    draft_discard(by=request.user, family=family, form=draft_name(part.pk))
    messages.success(request, "The draft is discarded")
    return redirect("assessments:section", family.pk, part.assessment_id, part.pk)


def _open(request: StaffRequest, family: Family, part: Any) -> HttpResponse:
    kept = drafts.draft_of(request.user, family, draft_name(part.pk))
    questions = questions_of(request.user, part)
    if kept:
        typed = _form(questions, drafts.restored(kept))
        initial = {name: typed[name].value() for name in typed.fields}
        return _page(request, family, part, _form(questions, initial=initial), kept)
    values, known = {q.pk: q.said for q in questions if q.said}, {}
    if not values and not part.is_complete:
        known = from_record(part, questions, request.user, timezone.localdate())
    initial = {"version": part.version} | known | as_initial(questions, values)
    return _page(request, family, part, _form(questions, initial=initial, known=known))


def _form(questions: list[Any], data: Any = None, *, initial: Any = None, known: Any = None) -> SectionForm:
    return SectionForm(data, initial=initial, questions=questions, from_record=known or {})


def _save(
    request: StaffRequest, family: Family, part: AssessmentPart, form: SectionForm, finish: bool
) -> HttpResponse:
    version = form.cleaned_data["version"]
    if version is None:
        return _page(
            request, family, part, _again(request, part, questions_of(request.user, part), NOT_WHOLE)
        )
    try:
        part_save(
            part=part,
            version=version,
            values=form.values(),
            is_complete=finish,
            by=request.user,
            now=timezone.now(),
        )
    except NotOpenError:
        _keep(request, family, part)
        messages.info(request, CLOSED)
        return redirect("assessments:read", family.pk, part.assessment_id)
    except RowChanged:
        return _changed(request, family, part, form)
    messages.success(request, f"{part.title}: {'finished' if finish else 'saved for now'}")
    return redirect("assessments:assessment", family.pk, part.assessment_id)


def _changed(request: StaffRequest, family: Family, part: AssessmentPart, form: SectionForm) -> HttpResponse:
    """409: what stands now beside what was typed, which stays in the form, so that saving again is a decision."""
    there: Any = part_of(request, family, part.assessment_id, part.pk)
    questions = questions_of(request.user, there)
    now = {question.pk: question.said for question in questions}
    rows = [
        (question.label, words(question, now[question.pk]), words(question, typed))
        for question, typed in form.values().items()
        if now[question.pk] != typed
    ]
    again = _again(request, there, questions, MEANWHILE)
    newest = there.history.select_related("history_user").first()
    return _page(request, family, there, again, changed={"rows": rows, "newest": newest}, status=409)


def _again(request: StaffRequest, part: Any, questions: list[Any], why: str) -> SectionForm:
    """What was typed once more, now against the newest version."""
    data = request.POST.copy()
    data["version"] = str(part.version)
    form = _form(questions, data)
    form.add_error(None, why)
    return form


def _keep(request: StaffRequest, family: Family, part: AssessmentPart) -> Draft:
    fields = {name: said for name, said in drafts.typed(request.POST).items() if name not in BUTTONS}
    return draft_save(
        by=request.user, family=family, form=draft_name(part.pk), fields=fields, now=timezone.now()
    )


def _page(
    request: StaffRequest, family: Family, part: AssessmentPart, form: SectionForm, kept: Draft | None = None,
    *, changed: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"family": family, "part": part, "form": form, "draft": kept, "changed": changed}
    return render(request, "assessments/section.html", context, status=status)
