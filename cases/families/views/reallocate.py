"""Giving the work of one worker to others, when they leave or to even out caseloads: all that is ticked, or nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.queries import teams_answered_for
from cases.families.actions.allocations import WorkChanged, work_reallocate, work_versions
from cases.families.candidates import candidates, load_chart, named_for
from cases.families.forms.allocation import ReallocateForm, sent_keys
from cases.families.models import Involvement
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.allocations import what_happened
from cases.families.rules.caseload import weights_in_words
from cases.families.views.objects import note_list

MOST = 50


@requires(Permission.WORK_ALLOCATE, FORM)
def reallocate(request: StaffRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Tick work of one worker, choose who takes it and say why; one transaction, or nothing."""
    user, today = request.user, timezone.localdate()
    worker = _worker(user, worker_id)
    shown, ticked = sent_keys(request.POST, "version"), sent_keys(request.POST, "tick")
    if not shown | ticked:
        work, ticked_first = list(_of(user, worker)[:MOST]), _leaves(user, worker, today)
        ticks = {f"tick-{row.pk}": ticked_first for row in work}
        return _page(request, worker, _form(user, work, today, leaving=worker, initial=ticks))
    # What was on the page, even where it was closed or given to somebody else meanwhile.
    work = list(_held(user).filter(pk__in=shown | ticked)[: 2 * MOST])
    lost = ticked - {row.pk for row in work}
    form = _form(user, work, today, leaving=worker, data=request.POST, lost=lost)
    if not form.is_valid():
        return _page(request, worker, form)
    handovers = form.handovers()
    try:
        work_reallocate(handovers=handovers, by=user, reason=form.reason)
    except WorkChanged as told:
        return _page(request, worker, *_left_over(request, worker, work, told.keys, today))
    families = {row.family_id for row in work if row.pk in ticked}
    messages.success(
        request, f"Allocation of {len(families)} {'family' if len(families) == 1 else 'families'} changed"
    )
    return redirect("families:allocation")


def _page(
    request: StaffRequest, worker: User, form: ReallocateForm, faster: Sequence[str] = ()
) -> HttpResponse:
    """The form with the caseloads; ``faster`` tells what somebody else changed before it was sent."""
    note_list(request, {row.family_id for row in form.work})
    total = _of(request.user, worker).count()
    context = {
        "worker": worker,
        "form": form,
        "rows": form.rows(),
        "faster": faster,
        "more": max(0, total - len(form.work)),
        "charts": [load_chart(form.people.values())] if form.work else [],
        "weights": weights_in_words(),
    }
    return render(request, "families/reallocate.html", context, status=409 if faster else 200)


def _left_over(
    request: StaffRequest,
    worker: User,
    work: Sequence[Involvement],
    keys: Collection[uuid.UUID],
    today: datetime.date,
) -> tuple[ReallocateForm, list[str]]:
    """What was typed, for the work that is still the worker's; what changed is no longer ticked, and why is told."""
    user = request.user
    versions = (
        Involvement.history.filter(id__in=keys).order_by("id", "-history_date", "-history_id").distinct("id")
    )
    newest = {row.id: row for row in versions.select_related("allocated_to", "history_user")}
    seen = [row for row in work if row.pk in keys]
    told = [what_happened(str(row.family), worker.pk, newest[row.pk]) for row in seen]
    if gone := len(keys) - len(seen):
        told.append(f"{gone} more: no longer held by a team of yours")
    still = list(_of(user, worker).filter(pk__in=[row.pk for row in work]))
    typed = request.POST.dict() | {f"tick-{key}": False for key in keys}
    typed = {name: value for name, value in typed.items() if not name.startswith("version-")}
    return _form(user, still, today, leaving=worker, initial=typed), told


def _form(
    user: User, work: Sequence[Involvement], today: datetime.date, *, leaving: User, **given: Any
) -> ReallocateForm:
    offered = candidates({row.team_id for row in work}, user, today)
    return ReallocateForm(
        work=work,
        versions=work_versions([row.pk for row in work]),
        teams={
            team: [found for found in people if found.user != leaving] for team, people in offered.items()
        },
        named=named_for({row.family_id for row in work}, user),
        today=today,
        **given,
    )


def _held(user: User) -> InvolvementQuerySet:
    """Work that the teams this person leads hold or held, as far as they may see it."""
    rows: InvolvementQuerySet = Involvement.objects.visible_to(user).filter(team__in=teams_answered_for(user))
    return rows.select_related("family", "service", "team").order_by("family__name", "pk")


def _of(user: User, worker: User) -> InvolvementQuerySet:
    """Of that, what is open and this worker's."""
    return _held(user).filter(allocated_to=worker, ended_on__isnull=True)


def _worker(user: User, key: uuid.UUID) -> User:
    """Somebody who has work of these teams, or works or worked there; nobody else exists here."""
    jobs = Membership.objects.filter(team__in=teams_answered_for(user)).values("user")
    holders = _held(user).order_by().values("allocated_to")
    return get_object_or_404(User, Q(pk__in=jobs) | Q(pk__in=holders), pk=key)


def _leaves(user: User, worker: User, today: datetime.date) -> bool:
    """Whether they have left these teams, or it is known that they will: then everything is ticked to begin with."""
    jobs = Membership.objects.current(today).filter(user=worker, team__in=teams_answered_for(user))
    return not jobs.filter(ended_on__isnull=True).exists()
