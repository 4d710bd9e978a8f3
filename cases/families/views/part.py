"""The parts of a person's record: add a row, change it, end or remove it, and see how it came to be."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import FORM, StaffRequest, requires
from accounts.declared import View
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import row_add, row_change, row_end, row_remove
from cases.families.forms.parts import Part
from cases.families.forms.reason import EndForm, RemoveForm
from cases.families.models import Person
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import part_of, person_looked_at, rows_of


@requires(Permission.FAMILY_EDIT, FORM)
def part_add(request: StaffRequest, person_id: uuid.UUID, part: str) -> HttpResponse:
    """A new row. What a person has only once is changed instead."""
    kind, person = part_of(part), person_looked_at(request, person_id, Look.CHANGE)
    existing = rows_of(request, kind, person).first() if kind.is_single else None
    if existing:
        return redirect("families:part_change", person_id=person.pk, part=part, row_id=existing.pk)
    new_row: Any = kind.model
    form = kind.form(instance=new_row(person=person), **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: row_add(row=form.instance, by=request.user, reason=form.reason),
        back=_back(person, kind),
        heading=f"Add {kind.with_article}",
        caption=person.full_name,
        said=f"{_capital(kind.noun)} added",
    )


def _of_row(view: Callable[[StaffRequest, Person, Part, Any], HttpResponse]) -> View:
    """Find the row. One that was removed meanwhile, perhaps by the same button pressed twice, is said to be gone."""

    @wraps(view)
    def found(request: StaffRequest, person_id: uuid.UUID, part: str, row_id: uuid.UUID) -> HttpResponse:
        kind, person = part_of(part), person_looked_at(request, person_id, Look.CHANGE)
        row = rows_of(request, kind, person).filter(pk=row_id).first()
        if row is not None:
            return view(request, person, kind, row)
        if not kind.model.history.filter(id=row_id, person_id=person.pk, history_type="-").exists():
            raise Http404
        messages.info(request, f"{_capital(kind.noun)} removed already. Nothing was changed")
        return redirect(_back(person, kind))

    return found


@requires(Permission.FAMILY_EDIT, FORM)
@_of_row
def part_change(request: StaffRequest, person: Person, kind: Part, row: Any) -> HttpResponse:
    """Correct or complete a row."""
    form = kind.form(instance=row, **form_arguments(request, row))
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(person, kind),
        heading=f"Change {kind.noun}",
        caption=person.full_name,
        said=f"{_capital(kind.noun)} changed",
    )


@requires(Permission.FAMILY_EDIT, FORM)
@_of_row
def part_end(request: StaffRequest, person: Person, kind: Part, row: Any) -> HttpResponse:
    """Give a dated row its last day; take an undated one off the record."""
    arguments = form_arguments(request, row)
    form = EndForm(started_on=row.started_on, **arguments) if kind.is_dated else RemoveForm(**arguments)

    def save() -> None:
        version, reason = form.cleaned_data["version"], form.reason
        if kind.is_dated:
            ended_on = form.cleaned_data["ended_on"]
            row_end(row=row, version=version, ended_on=ended_on, by=request.user, reason=reason)
        else:
            row_remove(row=row, version=version, by=request.user, reason=reason)

    return edit_page(
        request,
        form,
        save=save,
        back=_back(person, kind),
        heading=f"{kind.end_word} {kind.noun}",
        caption=person.full_name,
        button=kind.end_word,
        said=f"{_capital(kind.noun)} {kind.end_word.lower().rstrip('e')}ed",
        about=str(row),
    )


def _back(person: Person, part: Part) -> str:
    return reverse("families:person", kwargs={"person_id": person.pk}) + f"#{part.slug}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
