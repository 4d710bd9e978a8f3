"""How a record came to be what it is: who changed what, when and why."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.changes import Track, changes
from cases.families.chronology import BadKey, Key
from cases.families.forms.parts import PARTS, Part
from cases.families.models import Family, FamilyMembership, Involvement, Person, Relationship, WarningNote
from cases.families.views.objects import family_looked_at, members_of, part_of, person_looked_at

PAGE = 50


@requires(Permission.FAMILY_VIEW, READ)
def family_changes(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Every change to the family's record, save the health and equality details on each person's own page."""
    family = family_looked_at(request, family_id)
    people = {person.pk: person for person in members_of(request, family)}
    return _page(
        request,
        _family_tracks(family, people)
        + _person_tracks(people, [p for p in PARTS.values() if not p.is_sensitive]),
        caption=str(family),
        back=reverse("families:family", kwargs={"family_id": family.pk}),
        people=people.values(),
    )


@requires(Permission.FAMILY_VIEW, READ)
def person_changes(request: StaffRequest, person_id: uuid.UUID) -> HttpResponse:
    """Every change to a person's record."""
    person = person_looked_at(request, person_id)
    return _page(
        request,
        _person_tracks({person.pk: person}, list(PARTS.values())),
        caption=person.full_name,
        back=reverse("families:person", kwargs={"person_id": person.pk}),
    )


@requires(Permission.FAMILY_VIEW, READ)
def part_changes(request: StaffRequest, person_id: uuid.UUID, part: str) -> HttpResponse:
    """Every change to one part of a person's record, rows removed since included."""
    kind, person = part_of(part), person_looked_at(request, person_id)
    return _page(
        request,
        [_part_track({person.pk: person}, kind)],
        caption=person.full_name,
        back=reverse("families:person", kwargs={"person_id": person.pk}) + f"#{kind.slug}",
        about=kind.title,
    )


def _page(request: StaffRequest, tracks: Sequence[Track], **context: Any) -> HttpResponse:
    told, older = changes(tracks, request.user, before=_before(request), limit=PAGE)
    return render(
        request,
        "families/changes.html",
        {
            "changes": told,
            "older_url": f"?before={older.as_text()}" if older else "",
            "newest_url": request.path if "before" in request.GET else "",
            **context,
        },
    )


def _before(request: StaffRequest) -> Key | None:
    text = request.GET.get("before")
    try:
        return Key.from_text(text) if text else None
    except BadKey as error:
        raise Http404 from error


def _family_tracks(family: Family, people: dict[uuid.UUID, Person]) -> list[Track]:
    def name(key: uuid.UUID) -> str:
        return people[key].full_name if key in people else "somebody you cannot see"

    def pair(row: Any) -> str:
        return f"Relationship of {name(row.person_id)} and {name(row.relative_id)}"

    of_family = frozenset({"family"})
    return [
        Track(Family, Q(id=family.pk), lambda row: "Family", frozenset({"reference"})),
        Track(
            FamilyMembership,
            Q(family_id=family.pk),
            lambda row: f"Membership of {name(row.person_id)}",
            of_family | {"person"},
        ),
        Track(Relationship, Q(person_id__in=people, relative_id__in=people), pair),
        Track(
            WarningNote,
            Q(family_id=family.pk) | Q(person_id__in=people),
            lambda row: f"Warning about {name(row.person_id) if row.person_id else 'the family'}",
            frozenset({"family", "person"}),
        ),
        Track(Involvement, Q(family_id=family.pk), lambda row: "Work with the family", of_family),
    ]


def _person_tracks(people: dict[uuid.UUID, Person], parts: list[Part]) -> list[Track]:
    own = Track(
        Person,
        Q(id__in=people),
        lambda row: f"Name, birth or death of {people[row.id].full_name}",
        frozenset({"reference"}),
    )
    return [own, *(_part_track(people, part) for part in parts)]


def _part_track(people: dict[uuid.UUID, Person], part: Part) -> Track:
    def name(row: Any) -> str:
        return f"{part.noun[:1].upper()}{part.noun[1:]} of {people[row.person_id].full_name}"

    return Track(part.model, Q(person_id__in=people), name, frozenset({"person"}))
