"""The worklist of records that may be about one person, and the decision that they are not."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_list_add, access_record_add
from accounts.permissions import Permission
from cases.families.merging.actions.ask import NotNow, pair_add, pair_not_same
from cases.families.merging.forms.merge import CompareForm, NotSameForm
from cases.families.merging.models import DuplicatePair, Merge, MergeState
from cases.families.models import Person

A_PAGE = 25
GROUND = "looks for people on record twice"
DECIDED = "Somebody has decided this already. Open the list again to see what they wrote."


@requires(Permission.RECORD_MERGE, READ)
def pairs(request: StaffRequest) -> HttpResponse:
    """Pairs that wait, the likeliest first; or those that were decided to be two people."""
    shows_decided = request.GET.get("show") == "decided"
    rows = DuplicatePair.objects.visible_to(request.user).select_related("first", "second", "decided_by")
    rows = rows.filter(decided_at__isnull=False) if shows_decided else rows.waiting()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    note_people(request, [key for pair in page for key in (pair.first_id, pair.second_id)])
    context = {"page": page, "shows_decided": shows_decided}
    return render(request, "merging/pairs.html", context)


@requires(Permission.RECORD_MERGE, FORM)
def pair_new(request: StaffRequest) -> HttpResponse:
    """Two records that a manager knows to be of one person, by their references."""
    people = Person.objects.visible_to(request.user)
    form = CompareForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        pair = pair_add(first=data["first"], second=data["second"], by=request.user, at=timezone.now())
        return redirect("merging:merge", pair_id=pair.pk)
    return render(request, "merging/pair_new.html", {"form": form})


@requires(Permission.RECORD_MERGE, FORM)
def not_same(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """They are two people: written down once, with how we know."""
    pair = pair_of(request, pair_id)
    form = NotSameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pair_not_same(pair=pair, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        except NotNow:
            form.add_error(None, DECIDED)
        else:
            messages.success(request, "Kept as two people. The pair will not come back.")
            return redirect("merging:pairs")
    look_at_both(request, pair)
    return render(request, "merging/not_same.html", {"pair": pair, "form": form})


def pair_of(request: StaffRequest, pair_id: uuid.UUID) -> DuplicatePair:
    """The pair, if this person sees both; 404 otherwise."""
    rows = DuplicatePair.objects.visible_to(request.user).select_related("first", "second", "decided_by")
    found: DuplicatePair = get_object_or_404(rows, pk=pair_id)
    return found


def open_merge(request: StaffRequest, pair: DuplicatePair) -> Merge | None:
    """A merge of these two that waits for the job."""
    both = [pair.first_id, pair.second_id]
    waiting: Any = Merge.objects.visible_to(request.user).filter(
        Q(leader__in=both, other_id__in=both), state=MergeState.ASKED
    )
    found: Merge | None = waiting.first()
    return found


def note_people(request: StaffRequest, people: Iterable[uuid.UUID]) -> None:
    """Write into the log of reads whom a list showed."""
    grounds = dict.fromkeys(people, GROUND)
    access_list_add(by=request.user, at=timezone.now(), route=route_of(request), grounds=grounds)


def look_at_both(request: StaffRequest, pair: DuplicatePair) -> None:
    """Write into the log of reads that both records were looked at."""
    for key in (pair.first_id, pair.second_id):
        access_record_add(
            by=request.user, at=timezone.now(), route=route_of(request), ground=GROUND, person_id=key
        )
