"""The worklists of records that may be one, and the decision that they are two."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.merging.actions.ask import NotNow, pair_add, pair_not_same
from cases.families.merging.forms.merge import CompareForm, NotSameForm, OtherFamilyForm
from cases.families.merging.models import DuplicatePair, FamilyPair, Pair
from cases.families.merging.rules.kinds import kind_of
from cases.families.merging.views.records import A_PAGE, look_at_both, note_records, pair_of, routes_of
from cases.families.models import Family, Person
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at

DECIDED = "Somebody has decided this already. Open the list again to see what they wrote."


@requires(Permission.RECORD_MERGE, READ)
def pairs(request: StaffRequest) -> HttpResponse:
    """Pairs of people that wait, the likeliest first; or those that were decided to be two people."""
    return _list(request, DuplicatePair, FamilyPair)


@requires(Permission.RECORD_MERGE, READ)
def family_pairs(request: StaffRequest) -> HttpResponse:
    """The same for families."""
    return _list(request, FamilyPair, DuplicatePair)


def _list(request: StaffRequest, model: Any, other: Any) -> HttpResponse:
    shows_decided = request.GET.get("show") == "decided"
    rows = model.objects.visible_to(request.user).select_related("first", "second", "decided_by")
    rows = rows.filter(decided_at__isnull=False) if shows_decided else rows.waiting()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    note_records(request, [record for pair in page for record in (pair.first, pair.second)])
    context = {
        "page": page,
        "shows_decided": shows_decided,
        "is_of_families": model is FamilyPair,
        "others": other.objects.visible_to(request.user).waiting().count(),
    }
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
def family_pair_new(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """From one record of a family to another one: those the night has found, or any by its reference."""
    family = family_looked_at(request, family_id)
    families = Family.objects.visible_to(request.user)
    form = OtherFamilyForm(
        request.POST if request.method == "POST" else None, family=family, families=families
    )
    if request.method == "POST" and form.is_valid():
        pair = pair_add(first=family, second=form.cleaned_data["other"], by=request.user, at=timezone.now())
        return redirect("merging:family_merge", pair_id=pair.pk)
    waiting = FamilyPair.objects.visible_to(request.user).waiting().filter(Q(first=family) | Q(second=family))
    found = list(waiting.select_related("first", "second")[:A_PAGE])
    others = [(pair, pair.second if pair.first_id == family.pk else pair.first) for pair in found]
    note_records(request, [other for _, other in others])
    return render(request, "merging/family_pair_new.html", {"family": family, "form": form, "others": others})


@requires(Permission.RECORD_MERGE, FORM)
def not_same(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """They are two people: written down once, with how we know."""
    return _not_same(request, pair_of(request, DuplicatePair, pair_id))


@requires(Permission.RECORD_MERGE, FORM)
def not_same_family(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """They are two families: written down once, with how we know."""
    return _not_same(request, pair_of(request, FamilyPair, pair_id))


def _not_same(request: StaffRequest, pair: Pair) -> HttpResponse:
    kind, routes = kind_of(pair), routes_of(pair)
    form = NotSameForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            pair_not_same(pair=pair, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        except NotNow:
            form.add_error(None, DECIDED)
        else:
            form_sent(request)
            messages.success(request, f"Kept as {kind.two}. The pair will not come back.")
            return redirect(routes["pairs"])
    look_at_both(request, pair)
    return form_page(
        request, "merging/not_same.html", {"pair": pair, "form": form, "kind": kind, "routes": routes}
    )
