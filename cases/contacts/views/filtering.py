"""What the pages of the chronology share: what the address asks for, and the addresses of their neighbours.

An address holds ids, codes and dates. Words to search for are posted, kept in the session and stand in the address as
a token, because a search names people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.access import POST, StaffRequest, requires
from accounts.models import User
from accounts.permissions import Permission
from accounts.together import together
from cases.contacts.forms.filters import FilterForm
from cases.contacts.models import SignificantEvent
from cases.contacts.viewpoints import Viewpoint
from cases.contacts.views.loading import memberships_of, once_each
from cases.families.chronology import Filters, author_rows, by_name, kinds
from cases.families.models import Family
from cases.families.search.recent import recall, remember
from cases.families.views.objects import family_of

PLACE = ("before", "after", "print")
KEPT_AS = "chronology_searches"
NOT_ASKED = ("csrfmiddlewaretoken", *PLACE)

Marks = frozenset[tuple[str, UUID]]


@dataclass(frozen=True)
class Asked:
    """What the reader of a chronology wants: ``filters`` is ``None`` while something in the form is wrong."""

    form: FilterForm
    filters: Filters | None
    viewpoint: Viewpoint
    search_is_over: bool  # the words are no longer kept
    marks: Marks


@requires(Permission.CONTACT_VIEW, POST)
def search(request: StaffRequest, family_id: UUID) -> HttpResponseRedirect:
    """Keep the words that were typed, and go to the page that shows what matches."""
    family = family_of(request, family_id)
    asked = _without(request.POST, *NOT_ASKED)
    words = str(asked.get("words", "")).strip()[:200]
    asked["words"] = words and remember(request.session, words, now=timezone.now(), kept_as=KEPT_AS)
    for name in [name for name in asked if not any(asked.getlist(name))]:
        del asked[name]
    address = reverse("contacts:chronology", args=[family.pk])
    return redirect(f"{address}?{asked.urlencode()}" if asked else address)


def asked_for(request: StaffRequest, family: Family) -> Asked:
    """Read the address; where the page begins is no filter."""
    asked = _without(request.GET, *PLACE)
    search = recall(request.session, str(asked.get("words", "")), kept_as=KEPT_AS)
    is_over = "words" in asked and search is None
    if "words" in asked:
        asked["words"] = search.text if search else ""
    people, marked, writers = together(
        memberships_of(request.user, family), _marked(family, request.user), author_rows(family, request.user)
    )
    marks = frozenset(marked)
    form = FilterForm(asked or None, kinds=kinds(), people=once_each(people), authors=by_name(writers))
    filters = None if is_over else form.filters(lambda: marks)
    return Asked(form, filters, form.viewpoint, is_over, marks)


def _marked(family: Family, user: User) -> QuerySet[Any, Any]:
    rows = SignificantEvent.objects.visible_to(user).standing().filter(family=family)
    return rows.values_list("strand", "entry_id")


def address(request: StaffRequest, family: Family, of: str = "contacts:chronology", **place: str) -> str:
    """Another page of the same chronology with the same filters."""
    asked = _without(request.GET, *PLACE)
    asked.update(place)
    path = reverse(of, args=[family.pk])
    return f"{path}?{asked.urlencode()}" if asked else path


def _without(asked: QueryDict, *names: str) -> QueryDict:
    rest = asked.copy()
    for name in names:
        rest.pop(name, None)
    return rest
