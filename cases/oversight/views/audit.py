"""Drawing files to audit, and grading them."""

from __future__ import annotations

import secrets
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, note_list
from cases.oversight.actions import audit_finish, audits_draw
from cases.oversight.forms.audit import DrawForm, GradeForm
from cases.oversight.models import CaseAudit, Grade
from cases.oversight.rules import may_finish
from cases.oversight.views.file import back
from govuk.refusal import PageRefused

NOT_YOURS = "Only the auditor this file was drawn for grades it. Ask your manager who that is."


MOST = 50
GRADED = "Graded in a case audit"


@requires(Permission.WORK_OVERSEE, FORM)
def audits(request: StaffRequest) -> HttpResponse:
    """The files drawn and not graded, those graded lately, and the grades in sum; a form draws more."""
    user, today = request.user, timezone.localdate()
    form = DrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        count = form.cleaned_data["count"]
        drawn = audits_draw(by=user, count=count, today=today, seed=secrets.randbits(32))
        messages.success(request, _said(len(drawn), count))
        return redirect("oversight:audits")
    seen = CaseAudit.objects.visible_to(user).select_related("family", "auditor")
    to_do = list(seen.to_do()[:MOST])
    done = list(seen.filter(done_on__isnull=False).order_by("-done_on", "-id")[:MOST])
    note_list(request, {audit.family_id for audit in (*to_do, *done)})
    grades = [(grade.label, sum(audit.overall_grade == grade for audit in done)) for grade in Grade]
    context = {
        "form": form,
        "to_do": to_do,
        "done": done,
        "grades": [[label, {"text": count, "numeric": True}] for label, count in grades],
        "today": today,
    }
    return render(request, "oversight/audits.html", context)


@requires(Permission.WORK_OVERSEE, FORM)
def audit(request: StaffRequest, family_id: uuid.UUID, audit_id: uuid.UUID) -> HttpResponse:
    """Grade one file; only its auditor does."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = get_object_or_404(CaseAudit.objects.visible_to(request.user), pk=audit_id, family=family)
    if found.is_done:
        messages.info(request, "This audit is finished already. Nothing was changed")
        return redirect(back(family))
    if not may_finish(found, request.user):
        raise PageRefused(NOT_YOURS)
    form = GradeForm(instance=found, **form_arguments(request, found))
    return edit_page(
        request,
        form,
        save=lambda: audit_finish(
            audit=form.instance,
            version=form.cleaned_data["version"],
            on=timezone.localdate(),
            by=request.user,
            reason=GRADED,
        ),
        back=reverse("oversight:audits"),
        heading="Grade this file",
        caption=str(family),
        button="Finish the audit",
        said="Audit finished",
        about="Read the file first. Grade what was done for the family, not the person who did it.",
    )


def _said(drawn: int, asked: int) -> str:
    if drawn == 0:
        return "No file was drawn: every open file is your own work or was audited in the last half year"
    files = "1 file" if drawn == 1 else f"{drawn} files"
    return f"{files} drawn" if drawn == asked else f"{files} drawn, because there are no more to draw"
