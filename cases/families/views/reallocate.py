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
from cases.families.forms.allocation import AllocationWhy, ReallocateForm, as_keys
from cases.families.models import Involvement
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.allocations import what_happened
from cases.families.rules.caseload import weights_in_words
from cases.families.views.objects import note_list

MOST = 50
VERSION = "version-"


@requires(Permission.WORK_ALLOCATE, FORM)
def reallocate(request: StaffRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Tick work of one worker, choose who takes it and say why; one transaction, or nothing."""
    user, today = request.user, timezone.localdate()
    worker = _worker(user, worker_id)
    data = request.POST.copy()
    shown = as_keys(name.removeprefix(VERSION) for name in data if name.startswith(VERSION))
    ticked = as_keys(data.getlist("work"))
    if not shown | ticked:
        work = list(_of(user, worker)[:MOST])
        return _page(
            request,
            worker,
            _form(user, work, today, leaving=worker, initial=_first(user, worker, work, today)),
        )
    # What was on the page, even where it was closed or given to somebody else meanwhile.
    work = list(_held(user).filter(pk__in=shown | ticked)[: 2 * MOST])
    lost = ticked - {row.pk for row in work}
    data.setlist("work", [str(key) for key in ticked - lost])
    form = _form(user, work, today, leaving=worker, data=data, lost=lost)
    if not form.is_valid():
        return _page(request, worker, form)
    try:
        work_reallocate(handovers=form.handovers(), by=user, reason=form.reason)
    except WorkChanged as told:
        return _page(request, worker, *_left_over(user, worker, form, told.keys, today))
    families = len({row.family_id for row in work if row.pk in ticked})
    messages.success(request, f"Allocation of {families} {'family' if families == 1 else 'families'} changed")
    return redirect("families:allocation")


def _page(
    request: StaffRequest, worker: User, form: ReallocateForm, faster: Sequence[str] = ()
) -> HttpResponse:
    """The form with the caseloads; ``faster`` tells what somebody else changed before it was sent."""
    note_list(request, {row.family_id for row in form.rows})
    total = _of(request.user, worker).count()
    context = {
        "worker": worker,
        "form": form,
        "faster": faster,
        "more": max(0, total - len(form.rows)),
        "charts": [load_chart(form.people.values())] if form.rows else [],
        "weights": weights_in_words(),
    }
    return render(request, "families/reallocate.html", context, status=409 if faster else 200)


def _left_over(
    user: User, worker: User, form: ReallocateForm, keys: Collection[uuid.UUID], today: datetime.date
) -> tuple[ReallocateForm, list[str]]:
    """What was typed, for the work that is still the worker's; what changed is no longer ticked, and why is told."""
    versions = Involvement.history.filter(id__in=keys).order_by("id", "-history_date", "-history_id")
    newest = {row.id: row for row in versions.distinct("id").select_related("allocated_to", "history_user")}
    seen = [row for row in form.rows if row.pk in keys]
    told = [what_happened(str(row.family), worker.pk, newest[row.pk]) for row in seen]
    if gone := len(keys) - len(seen):
        told.append(f"{gone} more: your teams no longer hold it, or it was restricted")
    still = list(_of(user, worker).filter(pk__in=[row.pk for row in form.rows]))
    typed = {name: value for name, value in form.cleaned_data.items() if not name.startswith(VERSION)}
    typed["work"] = [key for key in typed["work"] if uuid.UUID(key) not in keys]
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
    return rows.select_related("family", "service", "team", "person").order_by("family__name", "pk")


def _of(user: User, worker: User) -> InvolvementQuerySet:
    """Of that, what is open and this worker's."""
    return _held(user).filter(allocated_to=worker, ended_on__isnull=True)


def _worker(user: User, key: uuid.UUID) -> User:
    """Somebody who has work of these teams, or works or worked there; nobody else exists here."""
    jobs = Membership.objects.filter(team__in=teams_answered_for(user)).values("user")
    holders = _held(user).order_by().values("allocated_to")
    return get_object_or_404(User, Q(pk__in=jobs) | Q(pk__in=holders), pk=key)


def _first(user: User, worker: User, work: Sequence[Involvement], today: datetime.date) -> dict[str, Any]:
    """For somebody who has left these teams, or of whom it is known that they will, everything is ticked at first."""
    jobs = Membership.objects.current(today).filter(user=worker, team__in=teams_answered_for(user))
    if jobs.filter(ended_on__isnull=True).exists():
        return {}
    return {"work": [str(row.pk) for row in work], "why": AllocationWhy.LEFT}
