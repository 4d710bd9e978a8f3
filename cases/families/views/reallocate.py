"""When somebody leaves: their families go to others, all at once or each to somebody else."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Membership, Team, User
from accounts.permissions import Permission
from accounts.queries import teams_answered_for
from cases.families.actions.allocations import Handover, WorkChanged, work_reallocate, work_versions
from cases.families.caseload import load_chart, loads
from cases.families.forms.allocation import ReallocateForm
from cases.families.models import Involvement
from cases.families.views.objects import note_list

MOST = 50


@requires(Permission.WORK_ALLOCATE, READ)
def reallocate_choose(request: StaffRequest) -> HttpResponse:
    """Everybody with open work in the teams this person leads; those who have left first."""
    work = _work(request.user).filter(allocated_to__isnull=False).order_by()
    counts = dict(work.values_list("allocated_to").annotate(Count("family", distinct=True)))
    today = timezone.localdate()
    jobs = Membership.objects.current(today).filter(team__in=teams_answered_for(request.user))
    here = set(jobs.values_list("user", flat=True))
    people = User.objects.filter(pk__in={*counts, *here})
    told = [
        {"user": user, "has_left": user.pk not in here, "families": counts.get(user.pk, 0)} for user in people
    ]
    told.sort(key=lambda row: (not row["has_left"], row["user"].full_name))
    context = {"people": told, "charts": [load_chart(people, request.user, today)]}
    return render(request, "families/reallocate_choose.html", context)


@requires(Permission.WORK_ALLOCATE, FORM)
def reallocate(request: StaffRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Tick families of one worker, choose who takes them and say why; one transaction, or nothing."""
    worker = _worker(request.user, worker_id)
    rows = _work(request.user).filter(allocated_to=worker)
    total, today = rows.count(), timezone.localdate()
    work = list(rows.select_related("family", "service", "team")[:MOST])
    offered, people = _offered(request.user, {row.team_id for row in work}, worker)
    form = ReallocateForm(
        request.POST if request.method == "POST" else None,
        work=work,
        versions=work_versions([row.pk for row in work]),
        workers=offered,
        today=today,
    )
    changed: frozenset[uuid.UUID] = frozenset()
    if request.method == "POST" and form.is_valid():
        handovers = [Handover(*found) for found in form.handovers()]
        try:
            work_reallocate(handovers=handovers, by=request.user, reason=form.reason)
        except WorkChanged as told:
            changed = told.keys
        else:
            messages.success(request, f"{len(handovers)} given to others")
            return redirect(reverse("families:reallocate_choose"))
    note_list(request, {row.family_id for row in work})
    context: dict[str, Any] = {
        "worker": worker,
        "form": form,
        "rows": form.rows(),
        "changed": [row for row in work if row.pk in changed],
        "more": total - len(work),
        "charts": [load_chart(people, request.user, today)] if work else [],
    }
    return render(request, "families/reallocate.html", context, status=409 if changed else 200)


def _work(user: User) -> Any:
    """Open work that the teams this person leads hold."""
    rows = Involvement.objects.visible_to(user).filter(
        ended_on__isnull=True, team__in=teams_answered_for(user)
    )
    return rows.order_by("family__name", "id")


def _worker(user: User, key: uuid.UUID) -> User:
    """Somebody with work in one of these teams, or who works or worked there; nobody else exists here."""
    teams = teams_answered_for(user)
    jobs = Membership.objects.filter(team__in=teams).values("user")
    holders = _work(user).order_by().values("allocated_to")
    people: QuerySet[User] = User.objects.filter(pk__in=jobs) | User.objects.filter(pk__in=holders)
    return get_object_or_404(people, pk=key)


def _offered(
    user: User, teams: set[uuid.UUID], leaving: User
) -> tuple[dict[uuid.UUID, list[tuple[User, str]]], list[User]]:
    """Who may take the work of each team, with their caseload beside the name."""
    today = timezone.localdate()
    jobs = Membership.objects.current(today).filter(team__in=Team.objects.filter(pk__in=teams))
    members = list(jobs.exclude(user=leaving).select_related("user").order_by("user__full_name"))
    people = {job.user_id: job.user for job in members}
    found = loads(people, user, today)
    offered: dict[uuid.UUID, list[tuple[User, str]]] = {}
    for job in members:
        choices = offered.setdefault(job.team_id, [])
        if all(known.pk != job.user_id for known, _ in choices):
            choices.append((job.user, f"{job.user.full_name} – {found[job.user_id].words}"))
    return offered, list(people.values())
