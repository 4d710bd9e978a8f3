"""What the pages of the front door load alike. What is not visible does not exist: 404."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.access import StaffRequest, route_of
from accounts.models import Look, User
from cases.families.actions.rows import RowChanged, row_version
from cases.families.views.both_versions import changed_page
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_ground, mark_emergency, note_look
from cases.referrals.forms.triage import VersionForm
from cases.referrals.models import Referral, ReferralPerson
from cases.referrals.queries import ReferralQuerySet
from cases.referrals.rules import is_open, may_triage
from govuk.refusal import PageRefused

NOT_YOURS = "The front door that received this referral works on it. Ask somebody there."


class _Page(Protocol):
    def __call__(self, request: StaffRequest, found: Referral, /) -> HttpResponse: ...


def with_people(rows: ReferralQuerySet, user: User) -> ReferralQuerySet:
    """The same referrals with whom they are about and where they are, in one query each."""
    return rows.select_related(
        "team", "passed_from", "assigned_to", "recorded_by", "family"
    ).prefetch_related(Prefetch("people", ReferralPerson.objects.visible_to(user)))


def referral_of(request: StaffRequest, key: uuid.UUID, action: Look = Look.VIEW) -> Referral:
    """The referral, if this person sees it. Of one that belongs to a family the look is noted in the log of reads."""
    rows = with_people(Referral.objects.visible_to(request.user), request.user)
    found: Referral = get_object_or_404(rows, pk=key)
    if found.family is not None:
        mark_emergency(request.user, [found.family.pk])
        ground = family_ground(found.family, request.user)
        note_look(request, route_of(request), ground, family=found.family, action=action)
    return found


def on_the_board(page: _Page) -> Callable[..., HttpResponse]:
    """Find an undecided referral that a team of the reader received; others who see it leave it alone.

    One that is decided meanwhile, perhaps by the same button pressed twice, is said to be decided.
    """

    @wraps(page)
    def found(request: StaffRequest, referral_id: uuid.UUID) -> HttpResponse:
        referral = referral_of(request, referral_id, Look.CHANGE)
        teams = request.user.team_ids()
        if not may_triage(referral, teams) and referral.passed_from_id in teams:
            messages.info(request, f"This referral is with {referral.team} now. Nothing was changed")
            return redirect("referrals:referral", referral.pk)
        if not may_triage(referral, teams):
            raise PageRefused(NOT_YOURS)
        if not is_open(referral):
            messages.info(request, "This referral is decided already. Nothing was changed")
            return redirect("referrals:referral", referral.pk)
        return page(request, referral)

    return found


def version_of(referral: Referral) -> dict[str, Any]:
    """The version a form is opened with."""
    return {"version": row_version(referral)}


def step_page(
    request: StaffRequest,
    referral: Referral,
    form: VersionForm,
    *,
    save: Callable[[], object],
    heading: str,
    said: str,
    button: str = "Save",
    template: str = "referrals/step.html",
    **context: Any,
) -> HttpResponse:
    """Show the form; when its answers are right, save and go back to the referral."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except RowChanged as changed:
            return changed_page(
                request, form, changed.row, back=page_of(referral), button=button, family=referral.family
            )
        form_sent(request)
        messages.success(request, said)
        return after(request, referral)
    told = {"form": form, "referral": referral, "heading": heading, "button": button, **context}
    return form_page(request, template, told, family=referral.family)


def page_of(referral: Referral) -> str:
    """The address of a referral."""
    return reverse("referrals:referral", args=[referral.pk])


def after(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Where a step leads: to the referral, or to the board once the reader no longer sees it."""
    if Referral.objects.visible_to(request.user).filter(pk=referral.pk).exists():
        return redirect("referrals:referral", referral.pk)
    return redirect("referrals:board")
