"""The chronology of a family: everything that happened, from every app that offers a source, newest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.contacts.forms.filters import FilterForm
from cases.contacts.views.loading import people_of
from cases.families.chronology import BadKey, Filters, Key, Page, authors, kinds, page
from cases.families.models import Family
from cases.families.views.objects import family_looked_at

ENTRIES_ON_A_PAGE = 25
ENTRIES_ON_PAPER = 1_000
PLACE = ("before", "after", "print")


@requires(Permission.CONTACT_VIEW, READ)
def chronology(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """One page of it, or with ``?print=1`` the whole, up to a thousand entries, each in full."""
    family = family_looked_at(request, family_id, Look.EXPORT if "print" in request.GET else Look.VIEW)
    form = filter_form(request, family)
    filters = form.filters()
    printing = "print" in request.GET and filters is not None
    limit = ENTRIES_ON_PAPER if printing else ENTRIES_ON_A_PAGE
    found = _found(request, family, filters, limit=limit)
    context = {
        "family": family,
        "form": form,
        "filters_are_wrong": filters is None,
        "is_filtered": filters != Filters(),
        "entries": found.entries,
        "whole": printing,
        "limit": ENTRIES_ON_PAPER,
        "now": timezone.localtime(),
        **_addresses(request, found),
    }
    return render(request, f"contacts/{'print' if printing else 'chronology'}.html", context)


def filter_form(request: StaffRequest, family: Family) -> FilterForm:
    """What the address asks for; where the page begins is no filter."""
    asked = request.GET.copy()
    for name in PLACE:
        asked.pop(name, None)
    return FilterForm(
        asked or None,
        kinds=kinds(),
        people=people_of(request.user, family),
        authors=authors(family, request.user),
    )


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


def _addresses(request: StaffRequest, found: Page) -> dict[str, Any]:
    """Where older and newer entries and the print view are, with the same filters."""
    return {
        "older_url": _address(request, before=found.older.as_text()) if found.older else "",
        "newer_url": _address(request, after=found.newer.as_text()) if found.newer else "",
        "print_url": _address(request, print="1"),
        "screen_url": _address(request),
        "csv_url": _address(request, of="contacts:chronology_csv"),
    }


def _address(request: StaffRequest, *, of: str = "contacts:chronology", **place: str) -> str:
    path = reverse(of, kwargs=request.resolver_match.kwargs) if request.resolver_match else request.path
    asked = request.GET.copy()
    for name in PLACE:
        asked.pop(name, None)
    asked.update(place)
    return f"{path}?{asked.urlencode()}" if asked else path
