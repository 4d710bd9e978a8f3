"""What managers wrote on one family's file, its audits and its hand-overs."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look, Team
from accounts.permissions import Permission
from cases.families.models import Family, Involvement
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at
from cases.oversight.actions import note_correct as correct
from cases.oversight.actions import note_write
from cases.oversight.forms.note import CorrectNoteForm, NoteForm
from cases.oversight.models import CaseAudit, HandOver, OversightNote
from cases.oversight.rules import holds, may_correct
from govuk.refusal import PageRefused

NOT_YOURS = "A note is corrected by whoever wrote it. Write a note of your own beside it."


@requires(Permission.CONTACT_VIEW, READ)
def file(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Notes, audits and hand-overs, newest first, and the ways to add to them."""
    family = family_looked_at(request, family_id)
    user, mine = request.user, {"family": family}
    work = list(Involvement.objects.visible_to(user).filter(**mine).select_related("service", "team"))
    teams = set(Team.objects.of(user).values_list("pk", flat=True))
    held = [row for row in work if holds(row, teams)] if user.can(Permission.FAMILY_EDIT) else []
    context = {
        "family": family,
        "notes": OversightNote.objects.visible_to(user).filter(**mine).select_related("written_by"),
        "audits": CaseAudit.objects.visible_to(user).filter(**mine).select_related("auditor"),
        "hand_overs": HandOver.objects.visible_to(user).filter(**mine).select_related("written_by"),
        "open": [row for row in held if row.ended_on is None],
        "closed": [row for row in held if row.ended_on is not None],
        "may_write": user.can(Permission.WORK_OVERSEE),
    }
    return render(request, "oversight/file.html", context)


@requires(Permission.WORK_OVERSEE, FORM)
def note_add(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Write a manager's note."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = NoteForm(instance=OversightNote(family=family), **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: note_write(note=form.instance, at=timezone.now(), by=request.user),
        back=back(family),
        heading="Write a management note",
        caption=str(family),
        said="Note saved",
        about="The worker reads it, and so may the family when they ask for their file.",
    )


@requires(Permission.WORK_OVERSEE, FORM)
def note_correct(request: StaffRequest, family_id: uuid.UUID, note_id: uuid.UUID) -> HttpResponse:
    """Correct a note of one's own."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    note = get_object_or_404(OversightNote.objects.visible_to(request.user), pk=note_id, family=family)
    if not may_correct(note, request.user):
        raise PageRefused(NOT_YOURS)
    form = CorrectNoteForm(instance=note, **form_arguments(request, note))
    return edit_page(
        request,
        form,
        save=lambda: correct(
            note=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=back(family),
        heading="Correct the note",
        caption=str(family),
    )


def back(family: Family) -> str:
    """The page of all oversight of a family."""
    return reverse("oversight:file", args=[family.pk])
