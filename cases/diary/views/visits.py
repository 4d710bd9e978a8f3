"""Planning a visit, reading it, moving it, calling it off."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.declared import View
from accounts.models import Look
from accounts.permissions import Permission
from cases.diary.actions.visits import visit_call_off, visit_change, visit_plan
from cases.diary.forms.visits import CallOffForm, ChangeVisitForm, VisitForm
from cases.diary.models import Visit
from cases.diary.queries import who_may_take
from cases.diary.visits import slot_of
from cases.families.models import Family
from cases.families.queries import wall_of_work
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at
from cases.families.warnings import warnings_of_family


@requires(Permission.TASK_KEEP, FORM)
def plan(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Put a visit into the diary."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    user, today = request.user, timezone.localdate()
    workers = who_may_take(family, wall_of_work(user, family.pk), user, today)
    form = VisitForm(instance=Visit(family=family, worker=user), workers=workers, **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: visit_plan(visit=form.instance, at=timezone.now(), by=user),
        back=reverse("diary:family", args=[family.pk]),
        heading="Plan a visit",
        caption=str(family),
        button="Plan the visit",
        said="Visit planned",
    )


@requires(Permission.TASK_KEEP, READ)
def visit(request: StaffRequest, family_id: uuid.UUID, visit_id: uuid.UUID) -> HttpResponse:
    """When and where, who goes, what warnings stand, and the way to write it up."""
    family = family_looked_at(request, family_id)
    user, today = request.user, timezone.localdate()
    found = _found(request, family, visit_id)
    context = {
        "family": family,
        "visit": found,
        "slot": slot_of(found, user, timezone.now()),
        "rows": _facts(found),
        "warnings": {"warnings": warnings_of_family(user, family, today), "today": today},
    }
    return render(request, "diary/visit.html", context)


def _of_standing(view: Callable[[StaffRequest, Family, Any], HttpResponse]) -> View:
    """Find a visit that still stands; one that was called off or written up meanwhile is said to be so."""

    @wraps(view)
    def found(request: StaffRequest, family_id: uuid.UUID, visit_id: uuid.UUID) -> HttpResponse:
        family = family_looked_at(request, family_id, Look.CHANGE)
        standing = _found(request, family, visit_id)
        if standing.is_called_off or standing.is_recorded:
            said = "called off" if standing.is_called_off else "written up"
            messages.info(request, f"This visit is {said} already. Nothing was changed")
            return redirect("diary:visit", family.pk, standing.pk)
        return view(request, family, standing)

    return found


@requires(Permission.TASK_KEEP, FORM)
@_of_standing
def change(request: StaffRequest, family: Family, standing: Any) -> HttpResponse:
    """Move a visit, or change who goes, with a reason."""
    workers = who_may_take(family, standing.wall, request.user, timezone.localdate())
    form = ChangeVisitForm(instance=standing, workers=workers, **form_arguments(request, standing))
    return edit_page(
        request,
        form,
        save=lambda: visit_change(
            visit=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(standing),
        heading="Change the visit",
        caption=str(family),
        said="Visit changed",
    )


@requires(Permission.TASK_KEEP, FORM)
@_of_standing
def call_off(request: StaffRequest, family: Family, standing: Any) -> HttpResponse:
    """Say that a visit does not, or did not, take place, and why."""
    form = CallOffForm(**form_arguments(request, standing))
    return edit_page(
        request,
        form,
        save=lambda: visit_call_off(
            visit=standing,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["call_off"],
            detail=form.cleaned_data["call_off_detail"],
            at=timezone.now(),
            by=request.user,
        ),
        back=_back(standing),
        heading="Call the visit off",
        caption=str(family),
        button="Call it off",
        said="Visit called off. It stays in the record",
        about=_when(standing),
    )


def _found(request: StaffRequest, family: Family, visit_id: uuid.UUID) -> Any:
    rows = Visit.objects.visible_to(request.user).with_recorded(request.user)
    rows = rows.select_related("family", "worker", "second_worker", "called_off_by", "planned_by")
    return get_object_or_404(rows, pk=visit_id, family=family)


def _back(found: Visit) -> str:
    return reverse("diary:visit", args=[found.family_id, found.pk])


def _when(found: Visit) -> str:
    day = f"{found.visit_on:%A} {found.visit_on.day} {found.visit_on:%B %Y}"
    return f"{day}, {found.starts_at:%H:%M} to {found.ends_at:%H:%M}"


def _facts(found: Visit) -> list[dict[str, str]]:
    going = " and ".join(str(worker) for worker in (found.worker, found.second_worker) if worker)
    facts = {
        "When": _when(found),
        "Where": found.get_place_display(),
        "Who goes": going,
        "What it is for": found.purpose or "Not written down",
        "How they stay safe": found.lone_working or "Nothing is written down",
        "Planned by": str(found.planned_by),
    }
    if found.called_off_at:
        day = timezone.localtime(found.called_off_at)
        why = ". ".join(filter(None, (found.get_call_off_display(), found.call_off_detail)))
        facts["Called off"] = f"{why} ({found.called_off_by}, {day.day} {day:%B %Y} at {day:%H:%M})"
    return [{"key": key, "value": value} for key, value in facts.items()]
