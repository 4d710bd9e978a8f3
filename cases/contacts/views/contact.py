"""One contact: reading it, and correcting it."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.actions import CorrectedMeanwhileError, contact_correct, latest_version
from cases.contacts.chronology import with_people
from cases.contacts.corrections import corrections
from cases.contacts.forms.contact import CorrectForm, as_recorded
from cases.contacts.models import Contact
from cases.contacts.queries import manages_a_team
from cases.contacts.rules import may_correct
from cases.contacts.views.loading import circle
from cases.families.models import Family
from cases.families.panels import record_doors, record_notes
from cases.families.views.both_versions import changed_page
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at
from govuk.refusal import PageRefused

NOT_YOURS = "A contact is corrected by whoever recorded it, or by a manager of their team. Ask one of them."


NOTHING = "nothing"


@requires(Permission.CONTACT_VIEW, READ)
def contact(request: StaffRequest, family_id: UUID, contact_id: UUID) -> HttpResponse:
    """Everything about one contact, with what was corrected, when, by whom and why."""
    family = family_looked_at(request, family_id)
    found = _load(request, family, contact_id)
    context = {
        "family": family,
        "contact": found,
        "rows": _facts(found),
        "corrections": corrections(found, request.user),
        "may_correct": _may_correct(request, found),
        "doors": record_doors(family, "contact", found.pk, request.user),
        "notes": record_notes(family, "contact", found.pk, request.user),
    }
    return render(request, "contacts/contact.html", context)


@requires(Permission.CONTACT_RECORD, FORM)
def correct(request: StaffRequest, family_id: UUID, contact_id: UUID) -> HttpResponse:
    """Correct a contact, with a reason: its author, or a manager."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = _load(request, family, contact_id)
    if not _may_correct(request, found):
        raise PageRefused(NOT_YOURS)
    now, around = timezone.localtime(), circle(request.user, family)
    recorded_on = timezone.localdate(found.recorded_at)
    if request.method != "POST":
        answers = as_recorded(found) | {"version": latest_version(found)}
        return _page(
            request,
            family,
            found,
            CorrectForm(initial=answers, circle=around, now=now, recorded_on=recorded_on),
        )
    form = CorrectForm(request.POST, circle=around, now=now, recorded_on=recorded_on)
    if not form.is_valid():
        return _page(request, family, found, form)
    try:
        contact_correct(
            contact=found,
            details=form.details(),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=request.user,
            now=now,
        )
    except CorrectedMeanwhileError:
        now_said = _load(request, family, found.pk)
        back = reverse("contacts:contact", args=[family.pk, found.pk])
        rows = _both_versions(form, as_recorded(now_said))
        return changed_page(request, form, now_said, back=back, button="Save correction", rows=rows)
    form_sent(request)
    messages.success(request, "The contact is corrected")
    return redirect("contacts:contact", family.pk, found.pk)


def _load(request: StaffRequest, family: Family, contact_id: UUID) -> Contact:
    rows = with_people(
        Contact.objects.visible_to(request.user).select_related("involvement__service"), request.user
    )
    found: Contact = get_object_or_404(rows, pk=contact_id, family=family)
    return found


def _facts(found: Contact) -> list[dict[str, str]]:
    about = "; ".join(f"{row.person} ({row.how_seen})" for row in found.about.all())
    present = "; ".join(row.words for row in found.present.all())
    length = f", {found.minutes} minutes" if found.minutes else ""
    start = f" at {found.started_at:%H:%M}" if found.started_at else ""
    recorded = timezone.localtime(found.recorded_at)
    facts = {
        "When": f"{_day(found.happened_on)}{start}{length}",
        "Where": found.place or "Not written down",
        "About": about,
        "Who was there": present or "Nobody of the family",
        "How we know": found.get_source_display(),
        "Next step": f"By {_day(found.next_step_on)}: {found.next_step}" if found.next_step_on else "None",
        "Part of": str(found.involvement.service) if found.involvement else "No service named",
        "Recorded": f"{_day(recorded.date())} at {recorded:%H:%M} by {found.recorded_by}",
    }
    return [{"key": key, "value": value} for key, value in facts.items()]


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _may_correct(request: StaffRequest, found: Contact) -> bool:
    user = request.user
    allowed = user.can(Permission.CONTACT_RECORD)
    return allowed and may_correct(found, user, manages_a_team=manages_a_team(user, timezone.localdate()))


def _page(request: StaffRequest, family: Family, found: Contact, form: CorrectForm) -> HttpResponse:
    return form_page(request, "contacts/correct.html", {"family": family, "contact": found, "form": form})


def _both_versions(form: CorrectForm, recorded: dict[str, Any]) -> list[list[str]]:
    """Question, what the contact says now, what was typed."""
    asked = [(name, field) for name, field in form.fields.items() if name in recorded]
    return [
        [str(field.label), _answer(field, recorded[name]), _answer(field, _typed(form, name))]
        for name, field in asked
    ]


def _typed(form: CorrectForm, name: str) -> Any:
    """What was typed; who else was there, line by line as it stands in its box."""
    return form.data.get(name) if name == "others" else form.cleaned_data.get(name)


def _answer(field: Any, value: Any) -> str:
    """An answer as the form words it; of people their names."""
    if not value:
        return NOTHING
    if isinstance(value, datetime.date):
        return _day(value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    chosen = [str(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value])]
    return "; ".join(labels.get(one, one) for one in chosen)
