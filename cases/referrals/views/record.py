"""Taking a referral: first whether the family agrees, then the form, with a draft that saves itself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.keys import new_key
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.drafts import draft_discard, draft_save
from cases.families.actions.rows import RowChanged, row_version
from cases.families.models import Draft
from cases.families.views import drafts
from cases.families.views.both_versions import changed_page
from cases.families.views.drafts import replaced
from cases.families.views.long_forms import form_page, form_sent
from cases.referrals.actions.record import (
    RECORD_FORM,
    AlreadyRecordedError,
    referral_correct,
    referral_record,
)
from cases.referrals.forms.consent import REFUSED, ConsentForm
from cases.referrals.forms.referral import CorrectForm, RecordForm, as_recorded, as_typed
from cases.referrals.models import Consent, Referral
from cases.referrals.queries import front_door_teams
from cases.referrals.rules import is_open, may_triage
from cases.referrals.views.loading import page_of, referral_of
from govuk.refusal import PageRefused

NOT_YOURS = (
    "A referral is corrected by whoever wrote it down, or by the front door that has it. Ask one of them."
)


SENT_BEFORE = (
    "This referral is recorded already. To change it, open it and correct it. "
    "To record another referral, send this form again."
)


@requires(Permission.REFERRAL_RECORD, FORM)
def start(request: StaffRequest) -> HttpResponse:
    """Ask whether the family agrees before anything about them is typed."""
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["consent"]
        if answer == REFUSED:
            return redirect("referrals:stop")
        return redirect(f"{reverse('referrals:record')}?consent={answer}")
    kept = drafts.draft_of(request.user, None, RECORD_FORM)
    return render(request, "referrals/start.html", {"form": form, "draft": kept})


@requires(Permission.REFERRAL_RECORD, FORM)
def stop(request: StaffRequest) -> HttpResponse:
    """The end of the road when the family does not agree: nothing is stored, and what was typed can be thrown away."""
    if request.method == "POST":
        draft_discard(by=request.user, family=None, form=RECORD_FORM)
        messages.success(request, "What you had typed is gone. Nothing about the family was stored")
        return redirect("home")
    kept = drafts.draft_of(request.user, None, RECORD_FORM)
    return render(request, "referrals/stop.html", {"draft": kept})


@requires(Permission.REFERRAL_RECORD, FORM)
def record(request: StaffRequest) -> HttpResponse:
    """One form for a call, an email, a letter or a visit; it opens with the writer's own draft."""
    if request.method != "POST":
        return _open(request)
    if "save_draft" in request.POST:
        _keep(request)
        return redirect("referrals:record")
    now = timezone.localtime()
    form = RecordForm(request.POST, now=now, teams=front_door_teams(now.date()))
    if not form.is_valid():
        return _page(request, form)
    try:
        referral = referral_record(
            key=form.cleaned_data["referral"],
            told=form.told(),
            team=form.cleaned_data["team"],
            by=request.user,
            now=now,
        )
    except AlreadyRecordedError:
        return _sent_before(request, form)
    messages.success(request, f"Referral {referral.reference} is with {referral.team}")
    return redirect("referrals:referral", referral.pk)


@requires(Permission.REFERRAL_RECORD, POST)
def draft(request: StaffRequest) -> HttpResponseBase:
    """Where the page's script sends what has been typed so far, every few seconds."""
    key = _key(request.POST.get("referral", ""))
    # The last save of the script may arrive after the referral itself.
    if key and Referral.objects.visible_to(request.user).filter(pk=key).exists():
        return drafts.answer(None)
    return drafts.answer(_keep(request))


@requires(Permission.REFERRAL_RECORD, POST)
def discard(request: StaffRequest) -> HttpResponse:
    """Throw the draft away and begin again."""
    draft_discard(by=request.user, family=None, form=RECORD_FORM)
    messages.success(request, "The draft is discarded")
    return redirect("referrals:start")


@requires(Permission.REFERRAL_RECORD, FORM)
def correct(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Correct an undecided referral: whoever wrote it down, or the front door that has it."""
    referral = referral_of(request, referral_id, Look.CHANGE)
    if not may_correct(request, referral):
        raise PageRefused(NOT_YOURS)
    now = timezone.localtime()
    answers = as_recorded(referral) | {"version": row_version(referral)}
    form = CorrectForm(request.POST if request.method == "POST" else None, initial=answers, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            referral_correct(
                referral=referral,
                version=form.cleaned_data["version"],
                told=form.told(),
                by=request.user,
                reason=form.reason,
            )
        except RowChanged as changed:
            back = page_of(referral)
            return changed_page(request, form, changed.row, back=back, family=referral.family)
        form_sent(request)
        messages.success(request, "The referral is corrected")
        return redirect("referrals:referral", referral.pk)
    context = {"form": form, "referral": referral}
    return form_page(request, "referrals/correct.html", context, family=referral.family)


def may_correct(request: StaffRequest, referral: Referral) -> bool:
    """Whether this person may change what the referral says."""
    user = request.user
    own = referral.recorded_by_id == user.pk
    front_door = user.can(Permission.REFERRAL_TRIAGE) and may_triage(referral, user.team_ids())
    return user.can(Permission.REFERRAL_RECORD) and is_open(referral) and (own or front_door)


def _open(request: StaffRequest) -> HttpResponse:
    kept = drafts.draft_of(request.user, None, RECORD_FORM)
    now = timezone.localtime()
    teams = front_door_teams(now.date())
    answers = {"referral": new_key(), "received_on": now.date(), "received_time": now.time()}
    if request.GET.get("consent") in Consent.values:
        answers["consent"] = request.GET["consent"]
    if len(own := [team for team in teams if team.pk in request.user.team_ids()]) == 1:
        answers["team"] = own[0].pk
    form = RecordForm(initial=answers, now=now, teams=teams)
    if kept:
        typed = as_typed(form, drafts.restored(kept))
        typed["referral"] = _key(typed["referral"] or "") or new_key()
        form = RecordForm(initial=typed, now=now, teams=teams)
    return _page(request, form, kept)


def _keep(request: StaffRequest) -> Draft:
    return draft_save(
        by=request.user,
        family=None,
        form=RECORD_FORM,
        fields=drafts.typed(request.POST),
        now=timezone.now(),
    )


def _sent_before(request: StaffRequest, form: RecordForm) -> HttpResponse:
    """The same form sent twice leads to the referral; changed words are kept in the form under a new key."""
    there = get_object_or_404(
        Referral.objects.visible_to(request.user), pk=form.cleaned_data["referral"], recorded_by=request.user
    )
    told = form.told()
    if all(getattr(there, name) == value for name, value in told.fields.items() if name != "received_at"):
        return redirect("referrals:referral", there.pk)
    form.data = replaced(request.POST, "referral", new_key())
    form.add_error(None, SENT_BEFORE)
    return _page(request, form)


def _page(request: StaffRequest, form: RecordForm, kept: Draft | None = None) -> HttpResponse:
    return render(request, "referrals/record.html", {"form": form, "draft": kept})


def _key(text: str) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
