"""Finding what an address names. What is not visible, or does not belong together, does not exist: 404."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.actions.access_log import access_record_add
from cases.families.forms.parts import PARTS, Part
from cases.families.models import Family, FamilyMembership, Involvement, Person, Relationship
from cases.families.rules.ground import Ground


def family_of(request: StaffRequest, family_id: uuid.UUID) -> Family:
    """The family, if this person sees it."""
    found: Family = get_object_or_404(Family.objects.visible_to(request.user), pk=family_id)
    return found


def person_of(request: StaffRequest, person_id: uuid.UUID) -> Person:
    """The person, if this person sees them."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    return found


def membership_of(request: StaffRequest, family: Family, key: uuid.UUID) -> FamilyMembership:
    """A membership of this family."""
    rows = FamilyMembership.objects.visible_to(request.user).select_related("person", "family")
    found: FamilyMembership = get_object_or_404(rows, pk=key, family=family)
    return found


def members_of(request: StaffRequest, family: Family) -> QuerySet[Person]:
    """Everybody who is or was in this family."""
    return Person.objects.visible_to(request.user).filter(family_memberships__family=family).distinct()


def relationship_of(request: StaffRequest, family: Family, key: uuid.UUID) -> Relationship:
    """A relationship between two members of this family."""
    members = members_of(request, family).order_by().values("pk")
    rows = Relationship.objects.visible_to(request.user).select_related("person", "relative")
    found: Relationship = get_object_or_404(rows, pk=key, person__in=members, relative__in=members)
    return found


def involvement_of(request: StaffRequest, family: Family, key: uuid.UUID) -> Involvement:
    """An involvement of this family."""
    rows = Involvement.objects.visible_to(request.user).select_related("service", "team", "family")
    found: Involvement = get_object_or_404(rows, pk=key, family=family)
    return found


def part_of(slug: str) -> Part:
    """A part of a person's record by the word in the address."""
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def rows_of(request: StaffRequest, part: Part, person: Person) -> QuerySet[Any]:
    """All rows of a part of one person's record."""
    rows: Any = part.model._default_manager.all()
    found: QuerySet[Any] = rows.visible_to(request.user).filter(person=person)
    return found


def note_look(
    request: StaffRequest,
    route: str,
    ground: Ground,
    *,
    family: Family | None = None,
    person: Person | None = None,
) -> None:
    """Write into the log of reads that this page was opened, and on what ground."""
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route,
        ground=ground.for_log,
        family_id=family.pk if family else None,
        person_id=person.pk if person else None,
    )
