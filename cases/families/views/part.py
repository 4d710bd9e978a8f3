"""The parts of a person's record: add a row, change it, end or remove it, and see how it came to be."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import row_add, row_change, row_end, row_remove
from cases.families.forms.parts import Part
from cases.families.forms.reason import EndForm, RemoveForm
from cases.families.models import Person
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import part_of, person_of, row_of, rows_of


@requires(Permission.FAMILY_EDIT, FORM)
def part_add(request: StaffRequest, person_id: uuid.UUID, part: str) -> HttpResponse:
    """A new row. What a person has only once is changed instead."""
    person, kind = person_of(request, person_id), part_of(part)
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


@requires(Permission.FAMILY_EDIT, FORM)
def part_change(request: StaffRequest, person_id: uuid.UUID, part: str, row_id: uuid.UUID) -> HttpResponse:
    """Correct or complete a row."""
    person, kind = person_of(request, person_id), part_of(part)
    row = row_of(request, kind, person, row_id)
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
def part_end(request: StaffRequest, person_id: uuid.UUID, part: str, row_id: uuid.UUID) -> HttpResponse:
    """Give a dated row its last day; take an undated one off the record."""
    person, kind = person_of(request, person_id), part_of(part)
    row = row_of(request, kind, person, row_id)
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
