"""Telling recipients of a change, the list the person may ask for, and what may be taken elsewhere."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.long_forms import form_page, form_sent
from govuk.spreadsheets import as_file, spreadsheet
from privacy.models.data_request import RequestRight
from privacy.pack.collect import pack_entries, section_of
from privacy.person_graph import subject_of
from privacy.rights.actions.carrying_out import correction_done
from privacy.rights.actions.decisions import list_given
from privacy.rights.actions.recipients import recipient_told
from privacy.rights.forms.after import CorrectedForm, ListGivenForm, RecipientForm
from privacy.rights.models import Decision, RecipientNotice
from privacy.rights.models.decision import Ground
from privacy.rights.models.recipient import WhyNot
from privacy.rights.rules.choices import BY_CONSENT
from privacy.rights.rules.grounds import LETTER
from privacy.rights.views.decisions import note

LIST_HEAD = (
    "Organisation",
    "Who there",
    "What",
    "Shared",
    "Told of the change",
    "Why not",
    "How, or what makes it so",
)
DONE = "Somebody noted this already. Nothing was changed"


@requires(Permission.REQUEST_HANDLE, FORM)
def recipient(request: StaffRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Note that a recipient was told, or why not."""
    rows = RecipientNotice.objects.visible_to(request.user).select_related("decision__request")
    row = get_object_or_404(rows, pk=notice_id)
    about = row.decision.request
    note(request, about)
    back = reverse("rights:request", args=[about.pk])
    if row.told_on or row.why_not:
        messages.info(request, DONE)
        return redirect(back)
    form = RecipientForm(whys=WhyNot.choices, **form_arguments(request))

    def save() -> None:
        answers = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        recipient_told(notice=row, by=request.user, **answers)

    return edit_page(
        request, form, save=save, back=back, caption=about.reference, heading=f"Tell {row.organisation}",
        said="Noted", about=f"They were given on {row.shared_on:%-d %B %Y}: {row.what}",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def recipients_csv(request: StaffRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Everybody who was given the data, for the person who asks (Article 19)."""
    decision = _decision(request, decision_id)
    lines = [
        (
            row.organisation, row.contact_name, row.what, f"{row.shared_on:%-d %B %Y}",
            f"{row.told_on:%-d %B %Y}" if row.told_on else "", row.get_why_not_display(), row.words,
        )
        for row in RecipientNotice.objects.visible_to(request.user).filter(decision=decision)
    ]  # fmt: skip
    return spreadsheet(f"{decision.request.reference}-recipients", [LIST_HEAD, *lines])


@requires(Permission.REQUEST_HANDLE, FORM)
def recipients_given(request: StaffRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The list to print for the person who asks, and noting that they were given it (Article 19)."""
    decision = _decision(request, decision_id)
    form = ListGivenForm(**form_arguments(request))
    if request.method == "POST" and form.is_valid():
        try:
            list_given(decision=decision, on=form.cleaned_data["on"], by=request.user)
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            form_sent(request)
            messages.success(request, "Noted")
        return redirect("rights:request", request_id=decision.request_id)
    rows = RecipientNotice.objects.visible_to(request.user).filter(decision=decision)
    context = {"decision": decision, "recipients": rows, "form": form, "today": timezone.localdate()}
    return form_page(request, "rights/recipients.html", context)


@requires(Permission.REQUEST_HANDLE, FORM)
def corrected(request: StaffRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Note that the team corrected it."""
    decision = _decision(request, decision_id)
    back = reverse("rights:request", args=[decision.request_id])
    if decision.done_at or decision.right != RequestRight.RECTIFICATION or not decision.is_granted:
        messages.info(request, DONE)
        return redirect(back)
    form = CorrectedForm(**form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: correction_done(decision=decision, words=form.cleaned_data["words"], at=timezone.now()),
        back=back, caption=decision.request.reference, heading="The team corrected it", said="Noted",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def portable(request: StaffRequest, decision_id: uuid.UUID) -> HttpResponse:
    """What they gave by consent, as data; where there is nothing, the file says so and why."""
    decision = _decision(request, decision_id)
    if decision.right != RequestRight.PORTABILITY:
        raise Http404
    subject = subject_of(decision.request.subject_id)
    sections = [
        section_of(entry, subject, asked_by_subject=True)
        for entry in pack_entries()
        if entry.model in BY_CONSENT
    ]
    body = {
        "reference": decision.request.reference,
        "given_by_consent": sections if decision.ground == Ground.BY_CONSENT else [],
        "why_so_little": LETTER[Ground.NOT_BY_CONSENT],
    }
    headers = as_file(f"{decision.request.reference}-portable.json")
    return JsonResponse(body, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _decision(request: StaffRequest, key: uuid.UUID) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("request")
    found: Decision = get_object_or_404(rows, pk=key)
    note(request, found.request)
    return found
