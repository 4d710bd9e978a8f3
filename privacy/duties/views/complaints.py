"""Complaints: the list by days left, one complaint, and what happens to it."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from govuk.spreadsheets import spreadsheet
from privacy.duties.actions import complaints as actions
from privacy.duties.forms.complaint import AnswerForm, ComplaintForm, HandOverForm, StepForm
from privacy.duties.models import Complaint
from privacy.duties.models.complaint import ComplaintKind
from privacy.duties.rules.clocks import ComplaintClock
from privacy.duties.rules.standing import clock_of
from privacy.duties.views.about import card_shown

CLOSED_SHOWN = 50
LIST_HEAD = ["Complaint", "Type", "From", "Received", "Clock", "With"]
COUNTS_HEAD = [
    "Year",
    *(
        {"text": words, "numeric": True}
        for words in ("Personal data", "Children Act", "Corporate", "Acknowledged in time")
    ),
]
REGISTER_HEAD = (
    "Complaint", "Type", "Received", "How it came", "Who", "A child", "Acknowledge by", "Acknowledged", "In time",
    "Answered", "What we found", "Handed over to",
)  # fmt: skip
OVER = "This complaint is answered or handed over already. Nothing was changed"


@requires(Permission.REQUEST_HANDLE, READ)
def complaints(request: StaffRequest) -> HttpResponse:
    """Open complaints, those with the fewest days left first; counts by year and type; the ones answered lately."""
    today, seen = timezone.localdate(), _seen(request)
    waiting = [(row, clock_of(row, row.steps.all())) for row in seen.open().select_related("handler")]
    waiting.sort(key=lambda pair: (pair[1].acknowledged_on is not None, pair[1].limit))
    lines = [
        [
            {"text": row.reference, "url": reverse("duties:complaint", args=[row.pk])},
            row.get_kind_display(),
            row.complainant_name,
            _day(row.received_on),
            clock.words(today) if row.kind == ComplaintKind.DATA_PROTECTION else "To be handed over",
            str(row.handler),
        ]
        for row, clock in waiting
    ]
    closed = seen.filter(closed_on__isnull=False).order_by("-closed_on", "-id")[:CLOSED_SHOWN]
    context = {"lines": lines, "closed": closed, "counts": _counts(seen)}
    context |= {"head": LIST_HEAD, "counts_head": COUNTS_HEAD, "full_width": True}
    return render(request, "duties/complaints.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def complaints_csv(request: StaffRequest) -> HttpResponse:
    """The register as a spreadsheet; it names nobody who complained."""
    rows = _seen(request).order_by("received_on", "id")
    return spreadsheet(
        "complaints", [REGISTER_HEAD, *(_register_line(row, clock_of(row, row.steps.all())) for row in rows)]
    )


@requires(Permission.REQUEST_HANDLE, FORM)
def complaint_new(request: StaffRequest) -> HttpResponse:
    """Log a complaint."""
    form = ComplaintForm(**form_arguments(request))

    def save() -> None:
        answers = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        actions.complaint_log(complaint=Complaint(**answers), by=request.user)

    return edit_page(
        request, form, save=save, back=reverse("duties:complaints"), heading="Log a complaint",
        said="The complaint is logged",
        about="Any form counts: a letter, an email, words at the desk. It need not say that it is a complaint.",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def complaint(request: StaffRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """One complaint: its clock, what happened, what to do next."""
    row = _one(request, complaint_id)
    card = card_shown(request, row.person_id)
    steps = list(row.steps.select_related("by"))
    context = {
        "complaint": row,
        "facts": _facts(row, clock_of(row, steps), f"{card.full_name}, {card.reference}" if card else ""),
        "steps": steps,
        "is_ours": row.kind == ComplaintKind.DATA_PROTECTION,
    }
    return render(request, "duties/complaint.html", context)


@requires(Permission.REQUEST_HANDLE, FORM)
def complaint_step(request: StaffRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """Note that it was acknowledged, that they were told how it goes, or an enquiry."""
    row = _one(request, complaint_id)
    if row.closed_on:
        return _over(request, row)
    form = StepForm(received_on=row.received_on, **form_arguments(request))
    return edit_page(
        request, form, save=lambda: actions.complaint_step(complaint=row, by=request.user, **_answers(form)),
        back=_page(row), caption=row.reference, heading="Note what happened", said="Noted",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def complaint_hand_over(request: StaffRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """It is for the people who answer complaints of another type."""
    row = _one(request, complaint_id)
    if row.closed_on:
        return _over(request, row)
    form = HandOverForm(received_on=row.received_on, **form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: actions.complaint_hand_over(complaint=row, by=request.user, **_answers(form)),
        back=_page(row), caption=row.reference, heading="Hand the complaint over", said="Handed over",
        about="Hand it over first, and tell the person who answers them now. Then write it down here.",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, FORM)
def complaint_close(request: StaffRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """Keep the answer."""
    row = _one(request, complaint_id)
    if row.closed_on:
        return _over(request, row)
    form = AnswerForm(received_on=row.received_on, **form_arguments(request))
    return edit_page(
        request, form, save=lambda: actions.complaint_close(complaint=row, by=request.user, **_answers(form)),
        back=_page(row), caption=row.reference, heading="Record the answer", said="The complaint is answered",
    )  # fmt: skip


def _seen(request: StaffRequest) -> Any:
    return Complaint.objects.visible_to(request.user).prefetch_related("steps")


def _one(request: StaffRequest, key: uuid.UUID) -> Complaint:
    rows = Complaint.objects.visible_to(request.user).select_related("handler")
    found: Complaint = get_object_or_404(rows, pk=key)
    return found


def _answers(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def _page(row: Complaint) -> str:
    return reverse("duties:complaint", args=[row.pk])


def _over(request: StaffRequest, row: Complaint) -> HttpResponse:
    messages.info(request, OVER)
    return redirect(_page(row))


def _facts(row: Complaint, clock: ComplaintClock, about: str) -> list[dict[str, Any]]:
    who = (
        f"{row.complainant_name} ({row.get_relation_display().lower()}{', under 18' if row.is_child else ''})"
    )
    facts = [
        ("Type", row.get_kind_display()),
        ("Clock", clock.words(timezone.localdate()) if row.kind == ComplaintKind.DATA_PROTECTION else ""),
        ("Received", f"{_day(row.received_on)}, {row.get_channel_display().lower()}"),
        ("Who complains", who),
        ("Answer to", row.complainant_contact),
        ("About", about),
        ("Data request", row.request_reference),
        ("With", str(row.handler)),
        ("Handed over", f"{_day(row.handed_on)}, {row.handed_to}" if row.handed_on else ""),
        ("Answered", f"{_day(row.closed_on)}: {row.told_how}" if row.outcome else ""),
        ("What we found", row.get_outcome_display()),
    ]
    return [{"key": key, "value": value} for key, value in facts if value]


def _register_line(row: Complaint, clock: ComplaintClock) -> list[str]:
    ours = row.kind == ComplaintKind.DATA_PROTECTION
    return [
        row.reference, row.get_kind_display(), _day(row.received_on), row.get_channel_display(),
        row.get_relation_display(), "Yes" if row.is_child else "No", _day(clock.limit) if ours else "",
        _day(clock.acknowledged_on) if ours else "",
        {None: "", True: "Yes", False: "No"}[clock.was_in_time] if ours else "",
        _day(row.closed_on), row.get_outcome_display(), row.handed_to,
    ]  # fmt: skip


def _counts(rows: Iterable[Complaint]) -> list[list[Any]]:
    """By year: how many of each type, and how many of ours were acknowledged in time."""
    kinds: dict[int, Counter[str]] = {}
    for row in rows:
        of_year = kinds.setdefault(row.received_on.year, Counter())
        of_year[row.kind] += 1
        if row.kind == ComplaintKind.DATA_PROTECTION and clock_of(row, row.steps.all()).was_in_time:
            of_year["in time"] += 1
    return [
        [str(year), *({"text": counts[key], "numeric": True} for key in (*ComplaintKind.values, "in time"))]
        for year, counts in sorted(kinds.items(), reverse=True)
    ]


def _day(date: datetime.date | None) -> str:
    return f"{date:%-d %B %Y}" if date else ""
