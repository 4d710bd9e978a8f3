"""Who looked at a family or a person, for whoever leads a team that works with them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import READ, StaffRequest, requires
from accounts.look_lines import look_lines
from accounts.models import AccessRecord
from accounts.permissions import Permission
from cases.families.chronology import BadKey, Key
from cases.families.views.objects import family_looked_at, members_of, person_looked_at

LOOKS_ON_A_PAGE = 50


@requires(Permission.ACCESS_REVIEW, READ)
def family_looks(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Looks at the family and at each of its people, newest first."""
    family = family_looked_at(request, family_id)
    names = {person.pk: person.full_name for person in members_of(request, family)}
    rows = AccessRecord.objects.visible_to(request.user).about(families=[family.pk], people=names)
    back = reverse("families:family", kwargs={"family_id": family.pk})
    return _page(request, rows, names={**names, family.pk: str(family)}, caption=str(family), back=back)


@requires(Permission.ACCESS_REVIEW, READ)
def person_looks(request: StaffRequest, person_id: uuid.UUID) -> HttpResponse:
    """Looks at one person alone."""
    person = person_looked_at(request, person_id)
    rows = AccessRecord.objects.visible_to(request.user).about(people=[person.pk])
    back = reverse("families:person", kwargs={"person_id": person.pk})
    return _page(request, rows, names={person.pk: person.full_name}, caption=person.full_name, back=back)


def looks_before(rows: QuerySet[AccessRecord], request: StaffRequest) -> tuple[list[AccessRecord], str]:
    """One page of looks below the key in the address, and the key of the next one; page 400 costs what page 1 does."""
    text = request.GET.get("before")
    try:
        key = Key.from_text(text) if text else None
    except BadKey as error:
        raise Http404 from error
    if key is not None:
        rows = rows.filter(Q(at__lt=key.at) | Q(at=key.at, id__lt=key.id), at__lte=key.at)
    found = list(rows.order_by("-at", "-id")[: LOOKS_ON_A_PAGE + 1])
    shown = found[:LOOKS_ON_A_PAGE]
    return shown, Key(shown[-1].at, shown[-1].pk).as_text() if len(found) > LOOKS_ON_A_PAGE else ""


def _page(
    request: StaffRequest, rows: QuerySet[AccessRecord], *, names: dict[uuid.UUID, str], **context: Any
) -> HttpResponse:
    shown, older = looks_before(rows, request)
    return render(
        request,
        "families/looks.html",
        {
            "looks": [(look, names.get(look.key, "")) for look in look_lines(shown)],
            "older_url": f"?before={older}" if older else "",
            "newest_url": request.path if "before" in request.GET else "",
            "full_width": True,
            **context,
        },
    )
