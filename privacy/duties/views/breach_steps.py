"""What happens to a breach: containing, weighing, deciding, agreeing, telling, closing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused, RowChanged
from cases.families.forms.reason import RowForm
from cases.families.views.editing import edit_page, form_arguments
from privacy.duties.actions import breaches as actions
from privacy.duties.forms.breach import (
    BreachStepForm,
    CloseForm,
    ConcernedForm,
    DecisionForm,
    NoticeForm,
    WeighForm,
)
from privacy.duties.models import Breach, BreachDecision, BreachNotice
from privacy.duties.models.breach import Told

DECIDED_ANEW = (
    "It was decided anew meanwhile. Read the decision below before you agree to it. Nothing was changed"
)


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_step(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """Note what was done to contain it."""
    row = _open(request, breach_id)
    if row.closed_on:
        return _over(request, row)
    form = BreachStepForm(aware_at=row.aware_at, **form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: actions.breach_step(
            breach=row, taken_at=_at(form), words=form.cleaned_data["words"], by=request.user
        ),
        heading="Note what was done", said="Noted", **_place(row),
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_weigh(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """Say how likely and how bad harm is."""
    row = _open(request, breach_id)
    if row.closed_on:
        return _over(request, row)
    arguments = form_arguments(request, row)
    arguments["initial"] |= {"likelihood": row.likelihood, "severity": row.severity}
    form = WeighForm(categories=row.categories, **arguments)
    return edit_page(
        request, form,
        save=lambda: actions.breach_weigh(breach=row, by=request.user, **form.cleaned_data),
        heading="Weigh the breach", said="Weighed. Now decide who is told", **_place(row),
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_decide(request: StaffRequest, breach_id: uuid.UUID, about: str) -> HttpResponse:
    """Decide whether the Commissioner, or the people, are told."""
    row = _open(request, breach_id)
    if about not in Told.values:
        raise Http404
    if row.closed_on:
        return _over(request, row)
    decision = BreachDecision.objects.visible_to(request.user).filter(breach=row, about=about).first()
    arguments = form_arguments(request, decision)
    if decision:
        arguments["initial"] |= {"is_told": "yes" if decision.is_told else "no", "reasons": decision.reasons}
    form = DecisionForm(**arguments)
    return edit_page(
        request, form,
        save=lambda: actions.breach_decide(
            breach=row, about=about, at=timezone.now(), by=request.user, **form.cleaned_data
        ),
        heading=f"Tell {Told(about).label}?", said="Decided. Another officer has to agree", **_place(row),
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, POST)
def breach_agree(request: StaffRequest, breach_id: uuid.UUID, about: str) -> HttpResponse:
    """Agree to a colleague's decision."""
    row = _open(request, breach_id)
    decision = get_object_or_404(BreachDecision.objects.visible_to(request.user), breach=row, about=about)
    form = RowForm(**form_arguments(request))
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        actions.breach_agree(decision=decision, version=version, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    except RowChanged:
        messages.error(request, DECIDED_ANEW)
    else:
        messages.success(request, "Agreed")
    return redirect("duties:breach", breach_id=row.pk)


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_told(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """Note that somebody was told."""
    row = _open(request, breach_id)
    if row.closed_on:
        return _over(request, row)
    form = NoticeForm(aware_at=row.aware_at, **form_arguments(request))

    def save() -> None:
        said = form.cleaned_data
        told = BreachNotice(
            breach=row, whom=said["whom"], told_at=_at(form), how=said["how"], delay=said["delay"]
        )
        actions.breach_told(notice=told, by=request.user)

    return edit_page(request, form, save=save, heading="Note who was told", said="Noted", **_place(row))


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_person(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """Say whose data it was, and whether they were told."""
    row = _open(request, breach_id)
    form = ConcernedForm(**form_arguments(request))

    def save() -> None:
        actions.breach_person_put(breach=row, by=request.user, **form.cleaned_data)

    return edit_page(
        request, form, save=save, heading="Whose data was it?", said="Noted",
        about="For people on file. They find it in their copy, and this line goes with their file.", **_place(row),
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_close(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """Close it, once everything is decided and done."""
    row = _open(request, breach_id)
    if row.closed_on:
        return _over(request, row)
    form = CloseForm(**form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: actions.breach_close(
            breach=row, on=timezone.localdate(), lessons=form.cleaned_data["lessons"], by=request.user
        ),
        heading="Close the breach", said="Closed. It stays in the log", **_place(row),
    )  # fmt: skip


def _open(request: StaffRequest, key: uuid.UUID) -> Breach:
    found: Breach = get_object_or_404(Breach.objects.visible_to(request.user), pk=key)
    return found


def _over(request: StaffRequest, row: Breach) -> HttpResponse:
    messages.info(request, "This breach is closed already. Nothing was changed")
    return redirect("duties:breach", breach_id=row.pk)


def _place(row: Breach) -> dict[str, Any]:
    return {"back": reverse("duties:breach", args=[row.pk]), "caption": row.reference}


def _at(form: Any) -> Any:
    return form.at
