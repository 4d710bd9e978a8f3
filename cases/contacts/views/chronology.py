"""The chronology of a family: everything that happened, from every app that offers a source, newest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.viewpoints import VIEWPOINTS, seen_from
from cases.contacts.views.filtering import address, asked_for
from cases.families.chronology import BadKey, Filters, Key, Page, page
from cases.families.models import Family
from cases.families.views.objects import family_looked_at

ENTRIES_ON_A_PAGE = 25
ENTRIES_ON_PAPER = 1_000


@requires(Permission.CONTACT_VIEW, READ)
def chronology(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """One page of it, or with ``?print=1`` the whole, up to a thousand entries, each in full."""
    family = family_looked_at(request, family_id, Look.EXPORT if "print" in request.GET else Look.VIEW)
    asked = asked_for(request, family)
    printing = "print" in request.GET and asked.filters is not None
    limit = ENTRIES_ON_PAPER if printing else ENTRIES_ON_A_PAGE
    found = _found(request, family, asked.filters, limit=limit)
    context = {
        "family": family,
        "form": asked.form,
        "filters_are_wrong": asked.filters is None,
        "search_is_over": asked.search_is_over,
        "is_filtered": asked.filters != Filters(),
        "viewpoint": dict(VIEWPOINTS)[asked.viewpoint] if asked.viewpoint else "",
        "entries": [seen_from(entry, asked.viewpoint) for entry in found.entries],
        "marks": asked.marks,
        "may_mark": request.user.can(Permission.CONTACT_RECORD),
        "whole": printing,
        "limit": ENTRIES_ON_PAPER,
        "now": timezone.localtime(),
        **_addresses(request, family, found),
    }
    return render(request, f"contacts/{'print' if printing else 'chronology'}.html", context)


def _found(request: StaffRequest, family: Family, filters: Filters | None, *, limit: int) -> Page:
    if filters is None:
        return Page([], newer=None, older=None)
    return page(
        family,
        request.user,
        filters=filters,
        before=_key(request.GET, "before"),
        after=_key(request.GET, "after"),
        limit=limit,
    )


def _key(asked: QueryDict, name: str) -> Key | None:
    try:
        return Key.from_text(str(asked[name])) if name in asked else None
    except BadKey as error:
        raise Http404 from error


def _addresses(request: StaffRequest, family: Family, found: Page) -> dict[str, Any]:
    """Where older and newer entries, the picture and the print view are, with the same filters."""
    older, newer = found.older, found.newer
    return {
        "older_url": address(request, family, before=older.as_text()) if older else "",
        "newer_url": address(request, family, after=newer.as_text()) if newer else "",
        "print_url": address(request, family, print="1"),
        "screen_url": address(request, family),
        "csv_url": address(request, family, of="contacts:chronology_csv"),
        "picture_url": address(request, family, of="contacts:picture"),
        "here": request.GET.urlencode(),
    }
