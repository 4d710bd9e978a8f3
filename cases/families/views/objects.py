"""Finding what an address names. What is not visible, or does not belong together, does not exist: 404."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_list_add, access_record_add
from accounts.models import Look, User
from cases.families.forms.parts import PARTS, Part
from cases.families.merging.queries import leader_of_family
from cases.families.models import Family, FamilyMembership, Involvement, Person, Relationship
from cases.families.old_links import PutTogether
from cases.families.queries import opened_families, visible_involvements
from cases.families.rules.ground import Ground, ground
from cases.families.use_locked import say_locked, with_use_locks


def family_of(request: StaffRequest, family_id: uuid.UUID) -> Family:
    """The family, if this person sees it; a record that was put into another one leads on to that (``PutTogether``)."""
    rows = with_use_locks(Family.objects.visible_to(request.user).filter(pk=family_id), "around_family")
    found: Family | None = rows.first()
    if found is None:
        if leader := leader_of_family(request.user, family_id):
            raise PutTogether(leader)
        raise Http404
    mark_emergency(request.user, [found.pk])
    say_locked(request, found)
    return found


def person_of(request: StaffRequest, person_id: uuid.UUID) -> Person:
    """The person, if this person sees them."""
    rows = with_use_locks(Person.objects.visible_to(request.user), "of_person")
    found: Person = get_object_or_404(rows, pk=person_id)
    say_locked(request, found)
    if any(opened_families(request.user).values()):
        families = FamilyMembership.objects.visible_to(request.user).filter(person=found)
        mark_emergency(request.user, families.values_list("family_id", flat=True))
    return found


def mark_emergency(user: User, families: Iterable[uuid.UUID]) -> None:
    """Where nothing but break-glass opens these families, everything this request notes or writes carries its mark."""
    grants = {key: opened_families(user).get(key) for key in families}
    if not grants or not all(grants.values()):
        return
    own = Involvement.objects.filter(visible_involvements(user), family__in=grants)
    if not own.exists():
        user.emergency = next(iter(grants.values()))


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
    action: Look = Look.VIEW,
) -> None:
    """Write into the log of reads that this page was opened, and on what ground."""
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route,
        ground=ground.for_log,
        family_id=family.pk if family else None,
        person_id=person.pk if person else None,
        action=action,
    )


def family_looked_at(request: StaffRequest, family_id: uuid.UUID, action: Look = Look.VIEW) -> Family:
    """The family, if this person sees it, with the look noted in the log of reads; 404 if not."""
    family = family_of(request, family_id)
    note_look(request, route_of(request), family_ground(family, request.user), family=family, action=action)
    return family


def person_looked_at(request: StaffRequest, person_id: uuid.UUID, action: Look = Look.VIEW) -> Person:
    """The person, if this person sees them, with the look noted in the log of reads; 404 if not."""
    person, today = person_of(request, person_id), timezone.localdate()
    note_look(
        request, route_of(request), person_ground(person, request.user, today), person=person, action=action
    )
    return person


def note_list(request: StaffRequest, families: Iterable[uuid.UUID]) -> None:
    """Write into the log of reads that these families stood in a list, each once a day, and on what ground."""
    note_list_of(request.user, families, route=route_of(request))


def note_list_of(user: User, families: Iterable[uuid.UUID], *, route: str) -> None:
    """The same for a list that somebody reads without being signed in, such as their calendar."""
    work: dict[uuid.UUID, list[Involvement]] = {family: [] for family in families}
    rows = Involvement.objects.visible_to(user).filter(family__in=list(work))
    for involvement in rows.with_ground(user, timezone.localdate()).select_related("service", "team"):
        work[involvement.family_id].append(involvement)
    access_list_add(
        by=user,
        at=timezone.now(),
        route=route,
        family_grounds={family: ground(rows, user).for_log for family, rows in work.items()},
    )


def family_ground(family: Family, user: User) -> Ground:
    """Why somebody sees a family."""
    return _ground(Involvement.objects.filter(family=family), user, timezone.localdate())


def person_ground(person: Person, user: User, today: datetime.date) -> Ground:
    """Why somebody sees a person: the strongest ground among the families they are or were in."""
    families = FamilyMembership.objects.visible_to(user).filter(person=person).values("family")
    return _ground(Involvement.objects.filter(family__in=families), user, today)


def _ground(involvements: Any, user: User, today: datetime.date) -> Ground:
    return ground(
        involvements.visible_to(user).with_ground(user, today).select_related("service", "team"), user
    )
