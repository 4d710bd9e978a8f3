"""Recording a contact, with a draft that saves itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.keys import new_key
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.actions import RECORD_FORM, AlreadyRecordedError, contact_record
from cases.contacts.forms.contact import RecordForm, as_typed
from cases.contacts.models import Contact
from cases.contacts.rules import says_the_same
from cases.contacts.starts import begun
from cases.contacts.views.loading import circle
from cases.families.actions.drafts import draft_discard, draft_save
from cases.families.models import Draft, Family
from cases.families.views import drafts
from cases.families.views.drafts import replaced
from cases.families.views.objects import family_looked_at, family_of
from cases.families.warnings import warnings_of_family

SENT_BEFORE = (
    "This contact is recorded already, with other words. To change it, open it from the chronology and correct it. "
    "To record another contact, send this form again."
)
DRAFT_FIRST = "You have not finished another contact with this family. Record or discard it first"


@requires(Permission.CONTACT_RECORD, FORM)
def record(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """One form for a visit, call, meeting, intervention or group session; it opens with the writer's own draft."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    if request.method != "POST":
        return _open(request, family)
    if "save_draft" in request.POST:
        return _save_draft(request, family)
    now = timezone.localtime()
    form = RecordForm(request.POST, circle=circle(request.user, family), now=now)
    if not form.is_valid():
        return _page(request, family, form)
    key = form.cleaned_data["contact"]
    try:
        contact = contact_record(key=key, family=family, details=form.details(), by=request.user, now=now)
    except AlreadyRecordedError:
        return _sent_before(request, family, form)
    messages.success(request, "The contact is recorded")
    return redirect("contacts:contact", family.pk, contact.pk)


@requires(Permission.CONTACT_RECORD, POST)
def draft(request: StaffRequest, family_id: UUID) -> HttpResponseBase:
    """Where the page's script sends what has been typed so far, every few seconds."""
    family = family_of(request, family_id)
    key = _key(request.POST.get("contact", ""))
    # The last save of the script may arrive after the contact itself.
    if key and Contact.objects.visible_to(request.user).filter(pk=key).exists():
        return drafts.answer(None)
    return drafts.answer(_keep(request, family))


@requires(Permission.CONTACT_RECORD, POST)
def discard(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Throw the draft away and start with an empty form."""
    family = family_of(request, family_id)
    draft_discard(by=request.user, family=family, form=RECORD_FORM)
    messages.success(request, "The draft is discarded")
    return redirect("contacts:record", family.pk)


def _open(request: StaffRequest, family: Family) -> HttpResponse:
    kept = drafts.draft_of(request.user, family, RECORD_FORM)
    around, now = circle(request.user, family), timezone.localtime()
    answers: dict[str, Any] = {"contact": new_key()} | begun(request.GET, family, request.user)
    there = Contact.objects.visible_to(request.user).filter(pk=answers["contact"], family=family)
    if request.GET and there.exists():
        return redirect("contacts:contact", family.pk, answers["contact"])
    form = RecordForm(initial=answers, circle=around, now=now)
    if kept:
        typed = as_typed(form, drafts.restored(kept))
        typed["contact"] = _key(typed["contact"] or "") or new_key()
        if request.GET and typed["contact"] != answers["contact"]:
            messages.info(request, DRAFT_FIRST)
        form = RecordForm(initial=typed, circle=around, now=now)
    return _page(request, family, form, kept)


def _save_draft(request: StaffRequest, family: Family) -> HttpResponse:
    _keep(request, family)
    return redirect("contacts:record", family.pk)


def _keep(request: StaffRequest, family: Family) -> Draft:
    return draft_save(
        by=request.user,
        family=family,
        form=RECORD_FORM,
        fields=drafts.typed(request.POST),
        now=timezone.now(),
    )


def _sent_before(request: StaffRequest, family: Family, form: RecordForm) -> HttpResponse:
    """The same form sent twice leads to the contact; changed words are kept in the form under a new key."""
    there = get_object_or_404(
        Contact.objects.visible_to(request.user), pk=form.cleaned_data["contact"], family=family
    )
    if says_the_same(there, form.details()):
        return redirect("contacts:contact", family.pk, there.pk)
    form.data = replaced(request.POST, "contact", new_key())
    form.add_error(None, SENT_BEFORE)
    return _page(request, family, form)


def _page(request: StaffRequest, family: Family, form: RecordForm, kept: Draft | None = None) -> HttpResponse:
    today = form.now.date()
    warnings = {"warnings": warnings_of_family(request.user, family, today), "today": today}
    context = {"family": family, "form": form, "draft": kept, "warnings": warnings}
    return render(request, "contacts/record.html", context)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
