"""Warnings about a family and the people in it: those that stand, those that ended, a new one."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.declared import View
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import row_change
from cases.families.actions.warnings import warning_end, warning_record
from cases.families.forms.warning import FAMILY, EndWarningForm, NewWarningForm, WarningForm
from cases.families.models import Family, WarningNote
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, members_of


@requires(Permission.FAMILY_VIEW, READ)
def warning_list(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Every warning there ever was around the family; those that ended with who ended them and why."""
    family = family_looked_at(request, family_id)
    rows = WarningNote.objects.visible_to(request.user).around_family(family.pk)
    warnings = list(rows.select_related("person", "family", "recorded_by", "ended_by"))
    context = {
        "family": family,
        "warnings": [row for row in warnings if row.ended_on is None],
        "ended": [row for row in warnings if row.ended_on is not None],
        "today": timezone.localdate(),
        "may_keep": request.user.can(Permission.WARNING_KEEP),
    }
    return render(request, "families/warnings/list.html", context)


@requires(Permission.WARNING_KEEP, FORM)
def warning_add(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Record a warning about the family or somebody in it."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    people = list(members_of(request, family))
    form = NewWarningForm(instance=WarningNote(), people=people, **form_arguments(request))

    def save() -> None:
        about = form.cleaned_data["about"]
        form.instance.family = family if about == FAMILY else None
        form.instance.person_id = None if about == FAMILY else uuid.UUID(about)
        today = timezone.localdate()
        warning_record(warning=form.instance, family=family, by=request.user, on=today, reason=form.reason)

    return edit_page(
        request,
        form,
        save=save,
        back=_back(family),
        heading="Add a warning",
        caption=str(family),
        said="Warning added",
    )


def _of_standing(view: Callable[[StaffRequest, Family, WarningNote], HttpResponse]) -> View:
    """Find a warning around this family; one that was ended meanwhile is said to be ended."""

    @wraps(view)
    def found(request: StaffRequest, family_id: uuid.UUID, warning_id: uuid.UUID) -> HttpResponse:
        family = family_looked_at(request, family_id, Look.CHANGE)
        rows = WarningNote.objects.visible_to(request.user).around_family(family.pk)
        warning = get_object_or_404(rows.select_related("person", "family"), pk=warning_id)
        if warning.ended_on is not None:
            messages.info(request, "This warning was ended already. Nothing was changed")
            return redirect(_back(family))
        return view(request, family, warning)

    return found


@requires(Permission.WARNING_KEEP, FORM)
@_of_standing
def warning_change(request: StaffRequest, family: Family, warning: WarningNote) -> HttpResponse:
    """Look at a warning again: correct what it says, and say when the next look is due."""
    form = WarningForm(instance=warning, **form_arguments(request, warning))
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(family),
        heading="Review or change the warning",
        caption=_whose(warning),
        said="Warning changed",
    )


@requires(Permission.WARNING_KEEP, FORM)
@_of_standing
def warning_stop(request: StaffRequest, family: Family, warning: WarningNote) -> HttpResponse:
    """End a warning that is no longer needed."""
    form = EndWarningForm(**form_arguments(request, warning))
    return edit_page(
        request,
        form,
        save=lambda: warning_end(
            warning=warning,
            version=form.cleaned_data["version"],
            by=request.user,
            on=timezone.localdate(),
            reason=form.reason,
        ),
        back=_back(family),
        heading="End the warning",
        caption=_whose(warning),
        button="End the warning",
        said="Warning ended. It stays in the record",
        about=f"{warning}: {warning.narrative}",
    )


def _back(family: Family) -> str:
    return reverse("families:warnings", kwargs={"family_id": family.pk})


def _whose(warning: WarningNote) -> str:
    return str(warning.person or warning.family)
