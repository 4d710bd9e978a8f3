"""Putting two records together, in two steps, and taking them apart again."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_record_add
from accounts.permissions import Permission
from cases.families.actions.rows import RowChanged, row_version
from cases.families.merging.actions.ask import NotNow, merge_ask, unmerge_ask
from cases.families.merging.forms.merge import FIRST, SECOND, ChooseForm, ConfirmForm, UnmergeForm
from cases.families.merging.models import DuplicatePair, Merge, MergeState
from cases.families.merging.preview import outlooks
from cases.families.merging.rules.details import DETAILS, suggested
from cases.families.merging.tasks import nudge
from cases.families.merging.views.pairs import (
    A_PAGE,
    DECIDED,
    GROUND,
    look_at_both,
    note_people,
    open_merge,
    pair_of,
)
from cases.families.models import FamilyMembership

CHANGED = "One of the two records was changed after you opened this page. What you see now is how they stand."
ASKED_ALREADY = "These two records are being put together already."
WAITING = (MergeState.ASKED, MergeState.UNMERGE_ASKED)


@requires(Permission.RECORD_MERGE, FORM)
def merge(request: StaffRequest, pair_id: uuid.UUID) -> HttpResponse:
    """First the choices, then what will happen with the reason asked for, then it is asked for."""
    pair = pair_of(request, pair_id)
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


def _is_stale(request: StaffRequest, pair: DuplicatePair) -> bool:
    """Whether the page was made from other versions of the two records than there are now."""
    seen = [request.POST.get(f"{side}_version", "") for side in (FIRST, SECOND)]
    return seen != [str(row_version(person) or "") for person in (pair.first, pair.second)]


def _ask(request: StaffRequest, pair: DuplicatePair, form: ConfirmForm) -> HttpResponse:
    leader, other = form.people
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
        fresh = ChooseForm(**_arguments(pair_of(request, pair.pk)))
        return _choices(request, pair_of(request, pair.pk), fresh, CHANGED, status=409)
    except IntegrityError:
        return _choices(request, pair, ChooseForm(**_arguments(pair)), ASKED_ALREADY, status=409)
    transaction.on_commit(lambda: nudge(asked.pk))
    return redirect("merging:merged", merge_id=asked.pk)


def _arguments(pair: DuplicatePair) -> dict[str, Any]:
    """The form with the older record as the one that stays, and each detail from the record that has it."""
    first, second = pair.first, pair.second
    leads = FIRST if first.pk < second.pk else SECOND
    leader, other = (first, second) if leads == FIRST else (second, first)
    given = set(suggested(leader, other))
    details = {name: (SECOND if leads == FIRST else FIRST) if name in given else leads for name in DETAILS}
    versions = {"first_version": row_version(first), "second_version": row_version(second)}
    return {"initial": {"leader": leads, **details, **versions}, "first": first, "second": second}


def _choices(
    request: StaffRequest, pair: DuplicatePair, form: ChooseForm, notice: str = "", status: int = 200
) -> HttpResponse:
    members = FamilyMembership.objects.visible_to(request.user).select_related("family")
    families: dict[uuid.UUID, list[FamilyMembership]] = {pair.first_id: [], pair.second_id: []}
    for row in members.filter(person__in=families):
        families[row.person_id].append(row)
    people = [(person, families[person.pk]) for person in (pair.first, pair.second)]
    context = {"pair": pair, "people": people, "form": form, "notice": notice}
    return render(request, "merging/choose.html", context, status=status)


def _preview(request: StaffRequest, pair: DuplicatePair, form: ConfirmForm) -> HttpResponse:
    first_leads = (form.data.get("leader") or form.initial.get("leader")) == FIRST
    leader, other = (pair.first, pair.second) if first_leads else (pair.second, pair.first)
    side = {True: SECOND, False: FIRST}[first_leads]
    asked = form.data or form.initial
    taken = [DETAILS[name][0] for name in DETAILS if name in form.fields and asked.get(name) == side]
    context = {
        "pair": pair,
        "form": form,
        "leader": leader,
        "other": other,
        "taken": taken,
        "outlooks": outlooks(leader, other, request.user),
    }
    return render(request, "merging/preview.html", context)


@requires(Permission.RECORD_MERGE, READ)
def merges(request: StaffRequest) -> HttpResponse:
    """Merges into people this member of staff sees, the newest first."""
    rows = Merge.objects.visible_to(request.user).select_related("leader", "asked_by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    note_people(request, [row.leader_id for row in page])
    return render(request, "merging/merges.html", {"page": page})


@requires(Permission.RECORD_MERGE, READ)
def merged(request: StaffRequest, merge_id: uuid.UUID) -> HttpResponse:
    """How far a merge has come, why it was not done, or what stands in the way of taking it apart."""
    row = _merge_of(request, merge_id)
    context = {
        "merge": row,
        "is_waiting": row.state in WAITING,
        "may_take_apart": row.state == MergeState.DONE,
        "taken": [DETAILS[name][0] for name in row.taken],
    }
    return render(request, "merging/merged.html", context)


@requires(Permission.RECORD_MERGE, FORM)
def unmerge(request: StaffRequest, merge_id: uuid.UUID) -> HttpResponse:
    """Ask for two records to be taken apart, with how we know that they are two people."""
    row = _merge_of(request, merge_id)
    form = UnmergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            unmerge_ask(merge=row, reason=form.cleaned_data["reason"], by=request.user)
        except NotNow:
            form.add_error(None, DECIDED)
        else:
            transaction.on_commit(lambda: nudge(row.pk))
            messages.success(request, "The two records are being taken apart")
            return redirect("merging:merged", merge_id=row.pk)
    return render(request, "merging/unmerge.html", {"merge": row, "form": form})


def _merge_of(request: StaffRequest, merge_id: uuid.UUID) -> Merge:
    rows = Merge.objects.visible_to(request.user).select_related("leader", "asked_by", "undo_by")
    found: Merge = get_object_or_404(rows, pk=merge_id)
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        ground=GROUND,
        person_id=found.leader_id,
    )
    return found
