"""Correcting what is said about a document, and taking one off the list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.views.loading import circle
from cases.documents.actions.document import document_describe, document_remove
from cases.documents.forms.description import DescribeForm, RemoveForm, as_described
from cases.documents.views.loading import can_remove, document_of
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at
from govuk.refusal import PageRefused

NOT_YOURS = "A document is removed by whoever added it, or by a manager. Ask one of them."


STAYS = (
    "It will be off the list and out of the chronology, and nobody can open it any more. What it was called and your"
    " reason stay, and its files are destroyed with the family’s record."
)


@requires(Permission.DOCUMENT_ADD, FORM)
def describe(request: StaffRequest, family_id: UUID, document_id: UUID) -> HttpResponse:
    """Correct the title, date, source and people of a document."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = document_of(request, family, document_id, removed_at__isnull=True)
    told = form_arguments(request, found)
    told["initial"] |= as_described(found)
    form = DescribeForm(circle=circle(request.user, family), **told)
    return edit_page(
        request,
        form,
        save=lambda: document_describe(
            document=found,
            description=form.description(),
            version=form.cleaned_data["version"],
            by=request.user,
            reason=form.reason,
        ),
        back=reverse("documents:document", args=[family.pk, found.pk]),
        heading="Change the description",
        caption=str(family),
        said="The description is changed",
    )


@requires(Permission.DOCUMENT_ADD, FORM)
def remove(request: StaffRequest, family_id: UUID, document_id: UUID) -> HttpResponse:
    """Take a document off the list, with a reason: whoever added it, or a manager."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = document_of(request, family, document_id)
    if found.removed_at is not None:
        messages.info(request, "This document is removed already. Nothing was changed")
        return redirect("documents:list", family.pk)
    if not can_remove(request, found):
        raise PageRefused(NOT_YOURS)
    form = RemoveForm(**form_arguments(request, found))
    return edit_page(
        request,
        form,
        save=lambda: document_remove(
            document=found,
            version=form.cleaned_data["version"],
            by=request.user,
            reason=form.reason,
            now=timezone.now(),
        ),
        back=reverse("documents:document", args=[family.pk, found.pk]),
        heading=f"Remove “{found.title}”",
        caption=str(family),
        button="Remove document",
        said="The document is removed",
        about=STAYS,
    )
