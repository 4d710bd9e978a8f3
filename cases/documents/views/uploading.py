"""Pages that take a file: a new document, or a newer version of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.keys import new_key
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.views.loading import circle
from cases.documents.actions.document import AlreadyAddedError, document_add, document_replace
from cases.documents.folder import FolderError
from cases.documents.forms.upload import LARGEST, AddForm, ReplaceForm, UploadForm
from cases.documents.models import Document
from cases.documents.scanner import ScannerUnreachableError, VirusFoundError
from cases.documents.views.loading import document_of
from cases.families.actions.rows import RowChanged, row_version
from cases.families.models import Family
from cases.families.views.both_versions import both_versions, changed_page
from cases.families.views.drafts import replaced
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at
from govuk.uploads import takes_files

NOT_KEPT = {
    VirusFoundError: "The selected file contains a virus, so it was not kept. Do not open it, and tell the IT"
    " service desk",
    ScannerUnreachableError: "The selected file could not be checked for viruses, so it was not kept. Try again in a"
    " few minutes, or ask the IT service desk",
    FolderError: "The selected file could not be stored. Try again in a few minutes, or ask the IT service desk",
}
SENT_BEFORE = "This document is added already. To add another one, select its file and send this form again"
MEANWHILE = (
    "Somebody else changed this document while you were writing: {who}, on {day}. Open it in another tab to see what it"
    " says now. To add your version all the same, select the file and send this form again"
)


@requires(Permission.DOCUMENT_ADD, FORM)
@takes_files(at_most=LARGEST)
def add(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Put a document on the family's file."""
    family, now = family_looked_at(request, family_id, Look.CHANGE), timezone.localtime()
    asked: dict[str, Any] = {"circle": circle(request.user, family), "today": now.date()}
    back = reverse("documents:list", args=[family.pk])
    page = {"family": family, "back": back, "heading": "Add a document", "button": "Add document"}
    if request.method != "POST":
        return _page(request, AddForm(initial={"key": new_key()}, **asked), page)
    form = AddForm(request.POST, request.FILES, **asked)
    if not form.is_valid():
        return _page(request, form, page)
    key = form.cleaned_data["key"]
    try:
        _kept(
            form,
            lambda: document_add(
                key=key,
                family=family,
                description=form.description(),
                upload=form.upload(),
                by=request.user,
                now=now,
            ),
        )
    except AlreadyAddedError:
        return _sent_before(request, form, family, key, page)
    if form.errors:
        return _page(request, form, page)
    form_sent(request)
    messages.success(request, "The document is added")
    return redirect("documents:document", family.pk, key)


@requires(Permission.DOCUMENT_ADD, FORM)
@takes_files(at_most=LARGEST)
def replace(request: StaffRequest, family_id: UUID, document_id: UUID) -> HttpResponse:
    """Add a newer version of a document; the ones before it stay."""
    family, now = family_looked_at(request, family_id, Look.CHANGE), timezone.localtime()
    found = document_of(request, family, document_id, removed_at__isnull=True)
    back = reverse("documents:document", args=[family.pk, found.pk])
    page = {"family": family, "back": back, "heading": "Add a new version", "button": "Add version"}
    page["about"] = found.title
    if request.method != "POST":
        seen = {"version": row_version(found), "dated_on": None}
        return _page(request, ReplaceForm(initial=seen, today=now.date()), page)
    form = ReplaceForm(request.POST, request.FILES, today=now.date())
    if not form.is_valid():
        return _page(request, form, page)
    try:
        _kept(
            form,
            lambda: document_replace(
                document=found,
                dated_on=form.cleaned_data["dated_on"],
                upload=form.upload(),
                version=form.cleaned_data["version"],
                by=request.user,
                reason=form.reason,
                now=now,
            ),
        )
    except RowChanged:
        return _changed(request, form, found, page)
    if form.errors:
        return _page(request, form, page)
    form_sent(request)
    messages.success(request, "The new version is added")
    return redirect(back)


def _kept(form: UploadForm, keep: Callable[[], object]) -> None:
    """Keep the file, or say beside it why it was not kept."""
    try:
        keep()
    except tuple(NOT_KEPT) as error:
        form.add_error("file", NOT_KEPT[type(error)])


def _sent_before(
    request: StaffRequest, form: AddForm, family: Family, key: UUID, page: dict[str, Any]
) -> HttpResponse:
    """The same form sent twice leads to the document; whatever is typed now may be added under a new key."""
    there = Document.objects.visible_to(request.user).filter(pk=key, family=family).first()
    if there is not None and there.title == form.cleaned_data["title"]:
        return redirect("documents:document", family.pk, key)
    form.data = replaced(request.POST, "key", new_key())
    form.add_error("file", SENT_BEFORE)
    return _page(request, form, page)


def _changed(request: StaffRequest, form: ReplaceForm, found: Document, page: dict[str, Any]) -> HttpResponse:
    newest = found.history.select_related("history_user").first()
    who, day = newest.history_user or "the portal", timezone.localtime(newest.history_date)
    rows = both_versions(form, found)
    form.add_error("file", MEANWHILE.format(who=who, day=f"{day.day} {day:%B at %H:%M}"))
    told = {"back": page["back"], "button": page["button"], "rows": rows}
    return changed_page(request, form, found, **told)


def _page(request: StaffRequest, form: UploadForm, page: dict[str, Any], status: int = 200) -> HttpResponse:
    return form_page(request, "documents/upload.html", {"form": form, **page}, status=status)
