"""Work with a family: open it to a service, give it to somebody, pass it on, close it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.declared import View
from accounts.models import Look, Membership, Team
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.families.actions.involvements import (
    involvement_allocate,
    involvement_close,
    involvement_open,
    involvement_transfer,
)
from cases.families.candidates import candidates, load_chart, named_for
from cases.families.forms.allocation import AllocationWhy
from cases.families.forms.involvement import AllocateForm, CloseForm, OpenInvolvementForm, TransferForm
from cases.families.models import Family, Involvement
from cases.families.rules.involvements import may_manage
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, involvement_of, members_of
from govuk.refusal import PageRefused

NOT_YOURS = "Another team holds this work. Ask a manager of that team."


def _back(family: Family) -> str:
    return reverse("families:family", kwargs={"family_id": family.pk}) + "#work"


def _of_open_work(view: Callable[[StaffRequest, Involvement], HttpResponse]) -> View:
    """Find open work of this family that the reader's team holds; other teams' work is seen and left alone.

    Work that is closed meanwhile, perhaps by the same button pressed twice, is said to be closed.
    """

    @wraps(view)
    def found(request: StaffRequest, family_id: uuid.UUID, involvement_id: uuid.UUID) -> HttpResponse:
        involvement = involvement_of(
            request, family_looked_at(request, family_id, Look.CHANGE), involvement_id
        )
        if involvement.ended_on is not None:
            messages.info(request, "This work is closed already. Nothing was changed")
            return redirect(_back(involvement.family))
        if not may_manage(involvement, set(Team.objects.of(request.user).values_list("pk", flat=True))):
            raise PageRefused(NOT_YOURS)
        return view(request, involvement)

    return found


def _about(involvement: Involvement) -> str:
    started = involvement.started_on
    return f"{involvement.service}, {involvement.team}, open from {started.day} {started:%B %Y}"


@requires(Permission.FAMILY_EDIT, FORM)
def open_(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Open the family to a service of one's own team."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = OpenInvolvementForm(
        instance=Involvement(family=family),
        user=request.user,
        people=members_of(request, family),
        teams=Team.objects.of(request.user),
        **form_arguments(request),
    )
    return edit_page(
        request,
        form,
        save=lambda: involvement_open(involvement=form.instance, by=request.user, reason=form.reason),
        back=_back(family),
        heading="Open the family to a service",
        caption=str(family),
        said="Opened",
    )


@requires(Permission.FAMILY_EDIT, FORM)
@_of_open_work
def allocate(request: StaffRequest, involvement: Involvement) -> HttpResponse:
    """Say who in the team works with the family."""
    today = timezone.localdate()
    team = candidates([involvement.team_id], request.user, today)[involvement.team_id]
    named = named_for([involvement.family_id], request.user).get(involvement.family_id)
    form = AllocateForm(work=involvement, team=team, named=named, **form_arguments(request, involvement))
    form.initial["allocated_to"] = involvement.allocated_to_id
    form.initial["priority"] = involvement.priority
    if not involvement.allocated_to:
        form.initial["why"] = AllocationWhy.NEW
    now = f"; worker now: {involvement.allocated_to.full_name}" if involvement.allocated_to else ""
    return edit_page(
        request,
        form,
        save=lambda: involvement_allocate(
            involvement=involvement,
            version=form.cleaned_data["version"],
            worker=form.cleaned_data["allocated_to"],
            priority=form.cleaned_data["priority"],
            by=request.user,
            reason=form.reason,
        ),
        back=_back(involvement.family),
        heading="Allocate a worker",
        caption=str(involvement.family),
        said="Allocation changed",
        about=f"{_about(involvement)}{now}",
        charts=[load_chart(team)],
    )


@requires(Permission.FAMILY_EDIT, FORM)
@_of_open_work
def transfer(request: StaffRequest, involvement: Involvement) -> HttpResponse:
    """Pass the work to another team."""
    form = TransferForm(
        teams=_casework_teams().exclude(pk=involvement.team_id),
        started_on=involvement.started_on,
        **form_arguments(request, involvement),
    )
    return edit_page(
        request,
        form,
        save=lambda: involvement_transfer(
            involvement=involvement,
            version=form.cleaned_data["version"],
            team=form.cleaned_data["team"],
            on=form.cleaned_data["ended_on"],
            by=request.user,
            reason=form.reason,
        ),
        back=_back(involvement.family),
        heading="Pass to another team",
        caption=str(involvement.family),
        button="Pass on",
        said="Passed to another team",
        about=_about(involvement),
    )


@requires(Permission.FAMILY_EDIT, FORM)
@_of_open_work
def close(request: StaffRequest, involvement: Involvement) -> HttpResponse:
    """Close the work and say why it ended."""
    form = CloseForm(started_on=involvement.started_on, **form_arguments(request, involvement))
    form.fields["ended_on"].label = "Closed on"
    return edit_page(
        request,
        form,
        save=lambda: involvement_close(
            involvement=involvement,
            version=form.cleaned_data["version"],
            ended_on=form.cleaned_data["ended_on"],
            end_reason=form.cleaned_data["end_reason"],
            by=request.user,
            reason=form.reason,
        ),
        back=_back(involvement.family),
        heading="Close the work with this family",
        caption=str(involvement.family),
        button="Close",
        said="Closed",
        about=_about(involvement),
    )


def _casework_teams() -> QuerySet[Team]:
    """Teams in which somebody works with families today."""
    jobs = Membership.objects.current(timezone.localdate()).filter(
        role__in=roles_with(Permission.FAMILY_VIEW)
    )
    return Team.objects.filter(memberships__in=jobs).distinct()
