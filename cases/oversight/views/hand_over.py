"""Stepping work up or down with a hand-over, and opening closed work again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look, Team
from accounts.permissions import Permission
from cases.families.models import Involvement
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, involvement_of
from cases.oversight.actions import hand_over, work_reopen
from cases.oversight.forms.hand_over import HandOverForm, ReopenForm
from cases.oversight.models import HandOver
from cases.oversight.rules import holds
from cases.oversight.views.file import back
from govuk.refusal import PageRefused

NOT_YOURS = "Another team holds this work. Ask a manager of that team."


@requires(Permission.FAMILY_EDIT, FORM)
def step(request: StaffRequest, family_id: uuid.UUID, involvement_id: uuid.UUID) -> HttpResponse:
    """Close open work of one's own team and hand the family over, up or down."""
    work = _held(request, family_id, involvement_id)
    if work.ended_on is not None:
        messages.info(request, "This work is closed already. Nothing was changed")
        return redirect(back(work.family))
    form = HandOverForm(
        instance=HandOver(family=work.family, involvement=work),
        started_on=work.started_on,
        **form_arguments(request, work),
    )
    return edit_page(
        request,
        form,
        save=lambda: hand_over(
            given=form.instance,
            version=form.cleaned_data["version"],
            at=timezone.now(),
            by=request.user,
            reason=form.reason,
        ),
        back=back(work.family),
        heading="Step up or step down",
        caption=str(work.family),
        button="Hand over and close",
        said="Handed over, and the work is closed",
        about=f"{work.service}, {work.team}. This closes the work. It does not send anything: hand over first.",
    )


@requires(Permission.FAMILY_EDIT, FORM)
def reopen(request: StaffRequest, family_id: uuid.UUID, involvement_id: uuid.UUID) -> HttpResponse:
    """Open the family again to the service and team that closed the work."""
    work = _held(request, family_id, involvement_id)
    if work.ended_on is None or _is_open_again(work):
        messages.info(request, "The family is open to this service already. Nothing was changed")
        return redirect(back(work.family))
    form = ReopenForm(ended_on=work.ended_on, **form_arguments(request, work))
    return edit_page(
        request,
        form,
        save=lambda: work_reopen(
            closed=work,
            version=form.cleaned_data["version"],
            on=form.cleaned_data["started_on"],
            by=request.user,
            reason=form.reason,
        ),
        back=reverse("families:family", args=[work.family_id]),
        heading="Open the work again",
        caption=str(work.family),
        button="Open again",
        said="Open again. Now allocate a worker",
        about=f"{work.service}, {work.team}. What was closed stays on file as it was.",
    )


def _held(request: StaffRequest, family_id: uuid.UUID, involvement_id: uuid.UUID) -> Involvement:
    family = family_looked_at(request, family_id, Look.CHANGE)
    work = involvement_of(request, family, involvement_id)
    if not holds(work, set(Team.objects.of(request.user).values_list("pk", flat=True))):
        raise PageRefused(NOT_YOURS)
    return work


def _is_open_again(work: Involvement) -> bool:
    same = {name: getattr(work, name) for name in ("family", "service", "team", "person")}
    return Involvement.objects.filter(
        ended_on__isnull=True, **{name: value for name, value in same.items() if value}
    ).exists()
