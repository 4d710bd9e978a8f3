"""Marking an entry of the chronology as a significant event."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import POST, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.actions import significant_event_mark
from cases.families.chronology import entry_of
from cases.families.views.objects import family_looked_at


@requires(Permission.CONTACT_RECORD, POST)
def mark(request: StaffRequest, family_id: UUID, strand: str, entry_id: UUID) -> HttpResponseRedirect:
    """Put the mark on an entry, or take it off, and come back to that entry on the same page."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    entry = entry_of(family, request.user, strand, entry_id)
    if entry is None:
        raise Http404
    stands = request.POST.get("stands") == "yes"
    significant_event_mark(entry=entry, family=family, stands=stands, by=request.user, now=timezone.now())
    told = "The entry is marked as a significant event" if stands else "The mark is taken off the entry"
    messages.success(request, told)
    back = QueryDict(str(request.POST.get("back", ""))).urlencode()
    address = reverse("contacts:chronology", args=[family.pk])
    return redirect(f"{address}{'?' if back else ''}{back}#{strand}-{entry_id}")
