"""Steps on the board: take it on, screen it, link it to a family, pass it on, look at it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import RowChanged
from cases.referrals.actions.decide import referral_return
from cases.referrals.actions.triage import (
    referral_leave,
    referral_link,
    referral_pass,
    referral_screen,
    referral_searched,
    referral_take,
)
from cases.referrals.forms.triage import READY, LinkForm, PassForm, ReturnForm, ScreenForm, VersionForm
from cases.referrals.models import Referral
from cases.referrals.queries import front_door_teams
from cases.referrals.rules import is_open, may_triage
from cases.referrals.views.loading import on_the_board, page_of, referral_of, step_page, version_of
from cases.referrals.views.matching import matches_of
from govuk.refusal import PageRefused

NOT_YOURS = "The front door that received this referral decides on it. Ask somebody there."


@requires(Permission.REFERRAL_TRIAGE, POST)
@on_the_board
def take(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Take it on, or with ``leave`` give it back to the board."""
    form = VersionForm(request.POST)
    form.is_valid()
    leaves = "leave" in request.POST
    write = referral_leave if leaves else referral_take
    try:
        write(referral=referral, version=form.cleaned_data.get("version"), by=request.user)
    except RowChanged as changed:
        context = {
            "newest": changed.row.history.select_related("history_user").first(),
            "back": page_of(referral),
        }
        return render(request, "families/changed_meanwhile.html", context, status=409)
    messages.success(request, "It is back on the board for anybody" if leaves else "It is yours now")
    return redirect("referrals:referral", referral.pk)


@requires(Permission.REFERRAL_TRIAGE, FORM)
@on_the_board
def screen(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Write down what screening found."""
    answers = version_of(referral) | {"screening": referral.screening, "priority": referral.priority}
    form = ScreenForm(request.POST if request.method == "POST" else None, initial=answers)
    return step_page(
        request,
        referral,
        form,
        save=lambda: referral_screen(
            referral=referral,
            version=form.cleaned_data["version"],
            screening=form.cleaned_data["screening"],
            priority=form.cleaned_data["priority"],
            is_ready=form.cleaned_data["next_stage"] == READY,
            by=request.user,
        ),
        heading="Screen the referral",
        said="Screening is written down",
    )


@requires(Permission.REFERRAL_TRIAGE, FORM)
@on_the_board
def pass_on(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Hand it to another front door, for instance the team that works with the family already."""
    teams = front_door_teams(timezone.localdate()).exclude(pk=referral.team_id)
    form = PassForm(
        request.POST if request.method == "POST" else None, initial=version_of(referral), teams=teams
    )
    return step_page(
        request,
        referral,
        form,
        save=lambda: referral_pass(
            referral=referral,
            version=form.cleaned_data["version"],
            team=form.cleaned_data["team"],
            by=request.user,
            reason=form.cleaned_data["reason"],
        ),
        heading="Pass to another team",
        said="Passed on",
        button="Pass on",
    )


@requires(Permission.REFERRAL_TRIAGE, FORM)
@on_the_board
def link(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Look for the people on file, one of them a page, and say which family it is."""
    people = list(referral.people.all())
    place = request.GET.get("person", "1")
    number = int(place) if place.isdecimal() and 0 < int(place[:3]) <= len(people) else 1
    cards = matches_of(request, people[number - 1 : number])
    found = {
        family: f"{card.hit.full_name}: {why}"
        for matches in cards.values()
        for card, why in reversed(matches)
        for family in card.families
    }
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        initial=version_of(referral),
        user=request.user,
        found=found,
    )
    chosen = form.is_valid() and form.cleaned_data.get("chosen")
    return step_page(
        request,
        referral,
        form,
        save=lambda: _searched(request, referral, form),
        heading="Search our records",
        said="Linked to the family’s record" if chosen else "The search is written down",
        button="Save",
        template="referrals/link.html",
        people=people,
        number=number,
        hidden=[(card, why) for matches in cards.values() for card, why in matches if card.person is None],
    )


def _searched(request: StaffRequest, referral: Referral, form: LinkForm) -> Referral:
    """What the search came to: a family, or nobody on file."""
    said, now = form.cleaned_data, timezone.now()
    if said.get("chosen") is None:
        return referral_searched(referral=referral, version=said["version"], by=request.user, now=now)
    return referral_link(
        referral=referral, version=said["version"], family=said["chosen"], by=request.user, now=now
    )


@requires(Permission.REFERRAL_TRIAGE, FORM)
def return_(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Look at a decided referral again. The decision stays on the record beside the next one."""
    referral = referral_of(request, referral_id, Look.CHANGE)
    if not may_triage(referral, request.user.team_ids()):
        raise PageRefused(NOT_YOURS)
    if is_open(referral):
        messages.info(request, "This referral is not decided yet. Nothing was changed")
        return redirect("referrals:referral", referral.pk)
    form = ReturnForm(request.POST if request.method == "POST" else None, initial=version_of(referral))
    return step_page(
        request,
        referral,
        form,
        save=lambda: referral_return(
            referral=referral,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        ),
        heading="Look at the referral again",
        said="It is back in screening",
        button="Send back to screening",
    )
