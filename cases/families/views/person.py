"""A person's own page, with every part of their record, and the form for names, birth and death."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look, User
from accounts.permissions import Permission
from cases.families.actions.rows import row_change
from cases.families.forms.parts import PARTS, Part
from cases.families.forms.person import PersonForm
from cases.families.merging.queries import leader_of
from cases.families.models import FamilyMembership, Person, Relationship
from cases.families.panels import person_panels_shown
from cases.families.rules.ages import age_words
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import note_look, person_ground, person_looked_at, person_of, rows_of
from cases.families.warnings import warnings_of_person


@dataclass
class Section:
    """A part of the record with its rows; those no longer in force stand apart."""

    part: Part
    rows: list[Any]
    ended: list[Any]
    template: str

    @property
    def is_full(self) -> bool:
        """Whether nothing can be added, because the person has only one of these."""
        return self.part.is_single and bool(self.rows)


@requires(Permission.FAMILY_VIEW, READ)
def person_page(request: StaffRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything on file about one person, health and equality included."""
    try:
        person = person_of(request, person_id)
    except Http404:
        # An old link to a record that was put together with another one.
        if leader := leader_of(request.user, person_id):
            return redirect("families:person", person_id=leader)
        raise
    today = timezone.localdate()
    memberships = (
        FamilyMembership.objects.visible_to(request.user).filter(person=person).select_related("family")
    )
    why = person_ground(person, request.user, today)
    note_look(request, "families:person", why, person=person)
    context = {
        "person": person,
        "age": age_words(person, today),
        "memberships": memberships,
        "warnings": {"warnings": warnings_of_person(request.user, person.pk, today), "today": today},
        "ties": _ties(person, request.user),
        "sections": [_section(request, part, person, today) for part in PARTS.values()],
        "panels": person_panels_shown(person, request.user, today),
        "why": why,
        "may_edit": request.user.can(Permission.FAMILY_EDIT),
        "may_audit": request.user.can(Permission.ACCESS_REVIEW),
    }
    return render(request, "families/person.html", context)


@requires(Permission.FAMILY_EDIT, FORM)
def person_change(request: StaffRequest, person_id: uuid.UUID) -> HttpResponse:
    """Correct or complete names, date of birth and date of death."""
    person = person_looked_at(request, person_id, Look.CHANGE)
    caption = person.full_name
    form = PersonForm(instance=person, **form_arguments(request, person))
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=reverse("families:person", kwargs={"person_id": person.pk}),
        heading="Change name, birth or death",
        caption=caption,
        said="Changes saved",
    )


def _ties(person: Person, user: User) -> list[tuple[str, Person, Relationship]]:
    rows = Relationship.objects.visible_to(user).select_related("person", "relative")
    told = [(row.words_from(person), row.relative, row) for row in rows.filter(person=person)]
    return told + [(row.words_from(person), row.person, row) for row in rows.filter(relative=person)]


def _section(request: StaffRequest, part: Part, person: Person, today: datetime.date) -> Section:
    rows = list(rows_of(request, part, person))
    ended = [row for row in rows if part.is_dated and row.ended_on and row.ended_on < today]
    current = [row for row in rows if row not in ended]
    return Section(part, current, ended, f"families/rows/{part.slug}.html")
