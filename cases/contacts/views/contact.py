"""One contact: reading it, and correcting it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.actions import CorrectedMeanwhileError, contact_correct, latest_version
from cases.contacts.chronology import with_people
from cases.contacts.corrections import corrections
from cases.contacts.forms.contact import CorrectForm, as_recorded, replaced
from cases.contacts.models import Contact
from cases.contacts.queries import manages_a_team
from cases.contacts.rules import may_correct
from cases.contacts.views.loading import circle
from cases.families.models import Family
from cases.families.panels import record_doors
from cases.families.views.objects import family_looked_at

MEANWHILE = (
    "Somebody else corrected this record after you opened it. What you typed is below: open the record again to read "
    "what it says now, then send your correction once more."
)


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
    }
    return render(request, "contacts/contact.html", context)


@requires(Permission.CONTACT_RECORD, FORM)
def correct(request: StaffRequest, family_id: UUID, contact_id: UUID) -> HttpResponse:
    """Correct a contact, with a reason: its author, or a manager."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    found = _load(request, family, contact_id)
    if not _may_correct(request, found):
        raise PermissionDenied
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
        form.data = replaced(form.data, "version", latest_version(found))
        form.add_error(None, MEANWHILE)
        return _page(request, family, found, form)
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
    return render(request, "contacts/correct.html", {"family": family, "contact": found, "form": form})
