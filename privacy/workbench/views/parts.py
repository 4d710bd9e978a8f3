"""Adding to a request: people, searches, what colleagues were asked for, reminders."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import row_add, row_change, row_remove
from cases.families.forms.reason import RemoveForm
from cases.families.views.editing import edit_page, form_arguments
from privacy.workbench.actions.records import ANSWERED, chase_add, records_answered
from privacy.workbench.forms.parts import AnsweredForm, AskForm, ChaseForm, PartyForm, SearchForm
from privacy.workbench.models import ChaseAbout, Party, RecordsAsked, Search
from privacy.workbench.views.loading import page_of, request_looked_at

GONE = "That person is removed already. Nothing was changed"


@requires(Permission.REQUEST_HANDLE, FORM)
def party_add(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Somebody else is concerned."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    form = PartyForm(instance=Party(request=about), **form_arguments(request))
    return edit_page(
        request, form, save=lambda: row_add(row=form.instance, by=request.user, reason="Concerned by the request"),
        back=page_of(about), heading="Add a person", caption=about.reference,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def party_change(request: StaffRequest, request_id: UUID, party_id: UUID) -> HttpResponse:
    """What is known of them changed."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    party = get_object_or_404(Party.objects.visible_to(request.user), pk=party_id, request=about)
    form = PartyForm(instance=party, **form_arguments(request, party))
    return edit_page(
        request, form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=page_of(about), heading=f"Change {party.name}", caption=about.reference,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def party_remove(request: StaffRequest, request_id: UUID, party_id: UUID) -> HttpResponse:
    """They are not concerned after all."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    party = Party.objects.visible_to(request.user).filter(pk=party_id, request=about).first()
    if party is None and Party.history.filter(id=party_id, request_id=about.pk).exists():
        messages.info(request, GONE)
        return redirect(page_of(about))
    if party is None:
        raise Http404
    form = RemoveForm(**form_arguments(request, party))
    return edit_page(
        request, form,
        save=lambda: row_remove(
            row=party, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=page_of(about), heading=f"Remove {party.name}", caption=about.reference, button="Remove", said="Removed",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def search_add(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Somebody looked somewhere, or decided not to."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    form = SearchForm(instance=Search(request=about, officer=request.user), **form_arguments(request))
    return edit_page(
        request, form, save=lambda: row_add(row=form.instance, by=request.user, reason="Searched"),
        back=page_of(about), heading="Note a search", caption=about.reference,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def records_ask(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """A colleague was asked for what they hold."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    form = AskForm(instance=RecordsAsked(request=about, asked_by=request.user), **form_arguments(request))
    return edit_page(
        request, form, save=lambda: row_add(row=form.instance, by=request.user, reason="Asked for records"),
        back=page_of(about), heading="Note that you asked a colleague", caption=about.reference,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def records_came(request: StaffRequest, request_id: UUID, asked_id: UUID) -> HttpResponse:
    """A colleague answered."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    asked = get_object_or_404(RecordsAsked.objects.visible_to(request.user), pk=asked_id, request=about)
    if asked.answered_on and request.method != "POST":
        messages.info(request, ANSWERED)
        return redirect(page_of(about))
    form = AnsweredForm(earliest=asked.asked_on, **form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: records_answered(
            asked=asked, on=form.cleaned_data["answered_on"], answer=form.cleaned_data["answer"], by=request.user
        ),
        back=page_of(about), heading=f"{asked.whom} answered", caption=about.reference, about=asked.what,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def chase(request: StaffRequest, request_id: UUID, what: str) -> HttpResponse:
    """Somebody was reminded: of identity, authority, a question (by name), or of records (by their key)."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    asked = _asked(request, about.pk, what)
    if asked is None and what not in ChaseAbout.values:
        raise Http404
    form = ChaseForm(earliest=asked.asked_on if asked else about.received_on, **form_arguments(request))
    form.initial["whom"], form.initial["chased_on"] = (
        asked.whom if asked else about.asker_name,
        timezone.localdate(),
    )
    return edit_page(
        request, form,
        save=lambda: chase_add(
            request=about, about=ChaseAbout.RECORDS if asked else what, asked=asked, whom=form.cleaned_data["whom"],
            how=form.cleaned_data["how"], on=form.cleaned_data["chased_on"], by=request.user,
        ),
        back=page_of(about), heading="Note that you reminded somebody", caption=about.reference,
        about=asked.what if asked else str(ChaseAbout(what).label),
    )  # fmt: skip


def _asked(request: StaffRequest, request_id: UUID, what: str) -> RecordsAsked | None:
    try:
        key = UUID(what)
    except ValueError:
        return None
    rows = RecordsAsked.objects.visible_to(request.user)
    found: RecordsAsked = get_object_or_404(rows, pk=key, request=request_id)
    return found
