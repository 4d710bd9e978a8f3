"""Opening a record outside one's work in an emergency, and looking at it afterwards."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.actions.access_log import access_record_add
from accounts.look_words import page_in_words
from accounts.models import AccessRecord
from accounts.permissions import Permission
from cases.families.actions.break_glass import glass_break, glass_end, glass_review
from cases.families.forms.restriction import BreakGlassForm, ReviewForm
from cases.families.models import BreakGlass
from cases.families.models.break_glass import Outcome
from cases.families.search.index_card import IndexCard, index_card
from cases.families.views.long_forms import form_page, form_sent

MOST = 50


@requires(Permission.GLASS_BREAK, FORM)
def break_glass(request: StaffRequest, person_id: uuid.UUID) -> HttpResponse:
    """Say why it cannot wait; then the person's families are open for an hour.

    Somebody whom search would not find is not here either.
    """
    card = index_card(person_id)
    if card is None:
        raise Http404
    if card.is_visible:
        return redirect("families:person", person_id)
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and card.may_open and form.is_valid():
        at = timezone.now()
        glass_break(person=person_id, reason=form.cleaned_data["reason"], at=at, by=request.user)
        form_sent(request)
        messages.success(
            request, "The record is open to you for an hour. The managers who answer for it were told."
        )
        return redirect("families:person", person_id)
    _note_card(request, person_id)
    return _page(request, card, form)


def _page(request: StaffRequest, card: IndexCard, form: BreakGlassForm) -> HttpResponse:
    template = "families/break_glass.html" if card.may_open else "families/break_glass_refused.html"
    return form_page(request, template, {"card": card, "form": form}, status=200 if card.may_open else 403)


def _note_card(request: StaffRequest, person_id: uuid.UUID) -> None:
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route="families:break_glass",
        ground="index card",
        person_id=person_id,
    )


@requires(Permission.GLASS_BREAK, POST)
def break_glass_end(request: StaffRequest, grant_id: uuid.UUID) -> HttpResponse:
    """The emergency is over."""
    grant = get_object_or_404(BreakGlass.objects.visible_to(request.user), pk=grant_id, user=request.user)
    glass_end(grant=grant, at=timezone.now(), by=request.user)
    messages.success(request, "Your emergency access has ended")
    return redirect("home")


@requires(Permission.GLASS_REVIEW, READ)
def break_glass_list(request: StaffRequest) -> HttpResponse:
    """Emergencies that wait for somebody to look at them, the oldest first; and the latest that were looked at."""
    seen = (
        BreakGlass.objects.visible_to(request.user)
        .exclude(user=request.user)
        .select_related("user", "reviewed_by")
    )
    context = {
        "waiting": seen.filter(outcome="").order_by("started_at"),
        "decided": seen.exclude(outcome="").order_by("-reviewed_at")[:MOST],
        "now": timezone.now(),
    }
    return render(request, "families/break_glass_list.html", context)


@requires(Permission.GLASS_REVIEW, FORM)
def break_glass_review(request: StaffRequest, grant_id: uuid.UUID) -> HttpResponse:
    """What was done in an emergency, and whether it was right. Nobody decides about themselves."""
    seen = BreakGlass.objects.visible_to(request.user).exclude(user=request.user)
    grant = get_object_or_404(seen.select_related("user", "reviewed_by"), pk=grant_id)
    form = ReviewForm(request.POST if request.method == "POST" and not grant.outcome else None)
    if form.is_valid():
        glass_review(
            grant=grant,
            outcome=Outcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            at=timezone.now(),
            by=request.user,
        )
        form_sent(request)
        messages.success(request, "Your finding is kept")
        return redirect("families:break_glass_list")
    if request.method == "POST" and grant.outcome:
        messages.info(request, "This was looked at already. The first finding stands.")
    return form_page(request, "families/break_glass_review.html", _told(request, grant, form))


def _told(request: StaffRequest, grant: BreakGlass, form: ReviewForm) -> dict[str, Any]:
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route="families:break_glass_review",
        ground="review of emergency access",
        person_id=grant.person_id,
    )
    looks = AccessRecord.objects.visible_to(request.user).filter(grant_id=grant.pk).order_by("at")
    told = [(look.at, page_in_words(look.route)) for look in looks[:MOST]]
    return {"grant": grant, "card": index_card(grant.person_id), "form": form, "looks": told}
