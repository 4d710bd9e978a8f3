"""All families of one's teams, in pages that cost the same wherever they begin."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Lower
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Team, User
from accounts.permissions import Permission
from cases.families.forms.filters import FamilyFilter
from cases.families.models import Family, Involvement
from cases.families.queries import visible_involvements
from cases.families.views.objects import note_list
from cases.families.warnings import warning_tags

PAGE = 25


@requires(Permission.FAMILY_VIEW, READ)
def family_list(request: StaffRequest) -> HttpResponse:
    """Families by name, narrowed by service, worker, and whether work is open."""
    filters = FamilyFilter(_filters(request), workers=_workers(request.user))
    chosen = filters.cleaned_data if filters.is_valid() else {}
    families = _families(request.user, chosen, timezone.localdate())
    found = list(_after(families, request)[: PAGE + 1])
    shown = found[:PAGE]
    note_list(request, [family.pk for family in shown])
    tags = warning_tags(request.user, [family.pk for family in shown], timezone.localdate())
    for family in shown:
        family.warning_tags = tags.get(family.pk, [])
    query = _filters(request)
    first_url = f"?{query.urlencode()}" if "after" in request.GET else ""
    query["after"] = str(shown[-1].pk) if shown else ""
    context = {
        "families": shown,
        "filters": filters,
        "next_url": f"?{query.urlencode()}" if len(found) > PAGE else "",
        "first_url": first_url,
        "has_errors": bool(filters.errors),
    }
    return render(request, "families/list.html", context)


def _filters(request: StaffRequest) -> QueryDict:
    """The address without the place in the list; open work unless something else was asked for."""
    query = request.GET.copy()
    query.pop("after", None)
    query.setdefault("state", "open")
    return query


def _families(user: User, chosen: dict[str, Any], today: datetime.date) -> QuerySet[Any]:
    work = Involvement.objects.filter(family=OuterRef("pk"))
    matching = work.filter(visible_involvements(user))
    for name in ("service", "allocated_to"):
        if chosen.get(name):
            matching = matching.filter(**{name: chosen[name]})
    is_open = Exists(matching.open_on(today))
    state = {"open": is_open, "closed": Exists(matching) & ~is_open}.get(
        chosen.get("state", ""), Exists(matching)
    )
    told = JSONObject(
        service="service__name", team="team__name", worker="allocated_to__full_name", ended_on="ended_on"
    )
    families: QuerySet[Any] = (
        Family.objects.visible_to(user)
        .filter(state)
        .annotate(sort_name=Lower("name"), work=ArraySubquery(work.values(told=told)))
        .order_by("sort_name", "pk")
    )
    return families


def _after(families: QuerySet[Any], request: StaffRequest) -> QuerySet[Any]:
    """What follows the family whose key is in the address; a name there would be personal, so it is looked up."""
    text = request.GET.get("after")
    if not text:
        return families
    try:
        last = (
            Family.objects.visible_to(request.user).annotate(sort_name=Lower("name")).get(pk=uuid.UUID(text))
        )
    except (ValueError, Family.DoesNotExist) as error:
        raise Http404 from error
    return families.filter(Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk))


def _workers(user: User) -> QuerySet[User]:
    """Who works in the teams whose families this person sees."""
    return User.objects.filter(memberships__team__in=Team.objects.of(user)).distinct()
