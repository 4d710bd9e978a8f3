"""Putting two records together, in two steps."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import RowChanged, row_version
from cases.families.merging.actions.ask import merge_ask
from cases.families.merging.forms.merge import FIRST, SECOND, ChooseForm, ConfirmForm
from cases.families.merging.models import DuplicatePair, FamilyPair, Pair, called
from cases.families.merging.preview import outlooks
from cases.families.merging.rules.details import DETAILS, details_of, suggested
from cases.families.merging.rules.kinds import OF_FAMILIES, kind_of
from cases.families.merging.tasks import nudge
from cases.families.merging.views.records import look_at_both, open_merge, pair_of, routes_of
from cases.families.models import FamilyMembership, Involvement

CHANGED = "One of the two records was changed after you opened this page. What you see now is how they stand."
ASKED_ALREADY = "These two records are being put together already."


@requires(Permission.RECORD_MERGE, FORM)
def merge(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """First the choices, then what will happen with the reason asked for, then it is asked for."""
    return _merge(request, pair_of(request, DuplicatePair, pair_id))


@requires(Permission.RECORD_MERGE, FORM)
def family_merge(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """The same for two records of one family."""
    return _merge(request, pair_of(request, FamilyPair, pair_id))


def _merge(request: StaffRequest, pair: Pair) -> HttpResponse:
    if waiting := open_merge(request, pair):
        return redirect("merging:merged", merge_id=waiting.pk)
    look_at_both(request, pair)
    if request.method != "POST" or pair.decided_at:
        return _choices(request, pair, ChooseForm(**_arguments(pair)))
    if "first_version" in request.POST and _is_stale(request, pair):
        return _choices(request, pair, ChooseForm(**_arguments(pair)), CHANGED, status=409)
    if request.POST.get("step") != "confirm":
        chosen = ChooseForm(request.POST, first=pair.first, second=pair.second)
        if not chosen.is_valid():
            return _choices(request, pair, chosen)
        return _preview(
            request, pair, ConfirmForm(initial=chosen.cleaned_data, first=pair.first, second=pair.second)
        )
    form = ConfirmForm(request.POST, first=pair.first, second=pair.second)
    if form.is_valid():
        return _ask(request, pair, form)
    if {"leader", *DETAILS} & set(form.errors):
        return _choices(request, pair, ChooseForm(**_arguments(pair)))
    return _preview(request, pair, form)


def _is_stale(request: StaffRequest, pair: Pair) -> bool:
    """Whether the page was made from other versions of the two records than there are now."""
    seen = [request.POST.get(f"{side}_version", "") for side in (FIRST, SECOND)]
    return seen != [str(row_version(record) or "") for record in (pair.first, pair.second)]


def _ask(request: StaffRequest, pair: Pair, form: ConfirmForm) -> HttpResponse:
    leader, other = form.records
    try:
        with transaction.atomic():
            asked = merge_ask(
                leader=leader,
                other=other,
                versions=form.versions,
                taken=form.taken,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
    except RowChanged:
        fresh = pair_of(request, type(pair), pair.pk)
        return _choices(request, fresh, ChooseForm(**_arguments(fresh)), CHANGED, status=409)
    except IntegrityError:
        return _choices(request, pair, ChooseForm(**_arguments(pair)), ASKED_ALREADY, status=409)
    transaction.on_commit(lambda: nudge(asked.pk))
    return redirect("merging:merged", merge_id=asked.pk)


def _arguments(pair: Pair) -> dict[str, Any]:
    """The form with the older record as the one that stays, and each detail from the record that has it."""
    first, second = pair.first, pair.second
    leads = FIRST if first.pk < second.pk else SECOND
    leader, other = (first, second) if leads == FIRST else (second, first)
    given = set(suggested(leader, other))
    details = {
        name: (SECOND if leads == FIRST else FIRST) if name in given else leads for name in details_of(first)
    }
    versions = {"first_version": row_version(first), "second_version": row_version(second)}
    return {"initial": {"leader": leads, **details, **versions}, "first": first, "second": second}


def _choices(
    request: StaffRequest, pair: Pair, form: ChooseForm, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "pair": pair,
        "records": _families_of(request, pair) if isinstance(pair, FamilyPair) else _people_of(request, pair),
        "form": form,
        "notice": notice,
        "kind": kind_of(pair),
        "routes": routes_of(pair),
    }
    return render(request, "merging/choose.html", context, status=status)


def _people_of(request: StaffRequest, pair: Pair) -> list[dict[str, Any]]:
    """The two people, each with the families they are or were in."""
    members = FamilyMembership.objects.visible_to(request.user).select_related("family")
    rows = list(members.filter(person__in=[pair.first, pair.second]))
    return [
        {"person": person, "memberships": [row for row in rows if row.person_id == person.pk]}
        for person in (pair.first, pair.second)
    ]


def _families_of(request: StaffRequest, pair: Pair) -> list[dict[str, Any]]:
    """The two families, each with who is or was in it, in which of them too, and who works with it."""
    both = [pair.first, pair.second]
    members = FamilyMembership.objects.visible_to(request.user).select_related("person")
    rows = list(members.filter(family__in=both))
    work = Involvement.objects.visible_to(request.user).select_related("service", "team")
    involvements = list(work.filter(family__in=both))
    where: dict[Any, set[Any]] = {}
    for row in rows:
        where.setdefault(row.person_id, set()).add(row.family_id)
    return [
        {
            "family": family,
            "members": [(row, len(where[row.person_id]) > 1) for row in rows if row.family_id == family.pk],
            "involvements": [row for row in involvements if row.family_id == family.pk],
        }
        for family in both
    ]


def _preview(request: StaffRequest, pair: Pair, form: ConfirmForm) -> HttpResponse:
    first_leads = (form.data.get("leader") or form.initial.get("leader")) == FIRST
    leader, other = (pair.first, pair.second) if first_leads else (pair.second, pair.first)
    side = {True: SECOND, False: FIRST}[first_leads]
    asked = form.data or form.initial
    taken = [DETAILS[name][0] for name in DETAILS if name in form.fields and asked.get(name) == side]
    context = {
        "pair": pair,
        "form": form,
        "leader": leader,
        "leader_called": called(leader),
        "other": other,
        "other_called": called(other),
        "taken": taken,
        "kind": kind_of(pair),
        "is_of_families": kind_of(pair) is OF_FAMILIES,
        "outlooks": outlooks(leader, other, request.user),
    }
    return render(request, "merging/preview.html", context)
