"""The chronology as a spreadsheet: the entries the filters let through, each in full, a line each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.access import READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.viewpoints import seen_from
from cases.contacts.views.filtering import address, asked_for
from cases.families.chronology import Entry, page
from cases.families.views.objects import family_looked_at
from govuk.spreadsheets import spreadsheet

MOST_LINES = 10_000
HEAD = (
    "Date",
    "Time",
    "Kind",
    "Title",
    "Written by",
    "About",
    "Words",
    "What people say about it",
    "Significant",
)
CUT = "Only the newest 10,000 entries are here; set dates to have earlier ones."


@requires(Permission.CONTACT_VIEW, READ)
def chronology_csv(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """A file to keep or to work with; that it was taken is noted as an export. Its name says nothing of the family."""
    family = family_looked_at(request, family_id, Look.EXPORT)
    asked = asked_for(request, family)
    if asked.filters is None:  # the chronology says beside each field what is wrong
        return redirect(address(request, family))
    found = page(family, request.user, filters=asked.filters, limit=MOST_LINES)
    marks = asked.marks
    lines = (
        _line(seen_from(entry, asked.viewpoint), (entry.strand, entry.key.id) in marks)
        for entry in found.entries
    )
    return spreadsheet("chronology", [HEAD, *lines, *([(CUT,)] if found.older else [])])


def _line(entry: Entry, is_significant: bool) -> list[str]:
    time = f"{entry.at:%H:%M}" if hasattr(entry.at, "hour") else ""
    said = "\n\n".join(f"{one.heading}: {one.words}" for one in entry.said)
    told = (entry.kind_label, entry.title, entry.author, "; ".join(entry.people), entry.words, said)
    return [f"{entry.at:%d/%m/%Y}", time, *told, "Yes" if is_significant else ""]
