"""What the family page shows, read in one query however many people are in the family."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import User
from accounts.together import together
from cases.families.models import (
    Address,
    Email,
    Family,
    FamilyMembership,
    Involvement,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
    SchoolAttendance,
    SpecialRequirement,
)
from cases.families.queries import AnyOf
from cases.families.rules.ages import age_words


@dataclass
class Tie:
    """One relationship as read from one side."""

    relationship: Relationship
    words: str
    other: Person

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.relationship.ended_on is not None


@dataclass
class Member:
    """A person in this family and what the page says about them."""

    membership: FamilyMembership
    age: str
    ties: list[Tie] = field(default_factory=list)
    holds_for: list[Relationship] = field(default_factory=list)
    held_by: list[Relationship] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.membership.person

    @property
    def has_needs(self) -> bool:
        """Whether there is a school, a language or a requirement to show."""
        row: Any = self.membership
        return bool(row.schools or row.languages or row.requirements)


@dataclass
class Place:
    """An address and everybody of the family who lives there."""

    address: Address
    people: list[Person]


@dataclass
class FamilyFile:
    """All of it."""

    family: Family
    members: list[Member]
    past: list[Member]
    places: list[Place]
    without_address: list[Person]
    involvements: list[Involvement]

    @property
    def is_reachable(self) -> bool:
        """Whether anybody has a phone or an email address on file."""
        return any(member.phones or member.emails for member in self.members)


def family_file(
    family: Family, user: User, today: datetime.date, beside: Sequence[QuerySet[Any]] = ()
) -> tuple[FamilyFile, list[list[Any]]]:
    """Read the file, and with it the lists that the page needs ``beside``.

    Health and equality are not in it: they are read on the person's own page alone.
    """
    memberships, ties, phones, emails, addresses, work, *rest = together(
        *_asked(family, user, today), *beside
    )
    everybody = [Member(row, age_words(row.person, today)) for row in memberships]
    members = [member for member in everybody if _is_current(member.membership, today)]
    _add_ties({member.person.pk: member for member in everybody}, ties)
    current = {member.person.pk: member for member in members}
    for phone in _of(current, phones):
        current[phone.person_id].phones.append(phone)
    for email in _of(current, emails):
        current[email.person_id].emails.append(email)
    addresses = _of(current, addresses)
    housed = {address.person_id for address in addresses}
    file = FamilyFile(
        family=family,
        members=members,
        past=[m for m in everybody if m.person.pk not in current],
        places=_places(addresses, current),
        without_address=[m.person for m in members if m.person.pk not in housed],
        involvements=work,
    )
    return file, rest


def _asked(family: Family, user: User, today: datetime.date) -> list[QuerySet[Any]]:
    """Everything of the file; of people who left the family, no more than that they were in it."""
    everybody = FamilyMembership.objects.filter(family=family)
    people, now = (
        AnyOf.these(everybody.values("person")),
        AnyOf.these(everybody.current(today).values("person")),
    )
    ties = Relationship.objects.visible_to(user).filter(people("person_id"), people("relative_id"))
    points = (model.objects.visible_to(user).filter(now("person_id")) for model in (Phone, Email, Address))
    work = Involvement.objects.visible_to(user).filter(family=family).with_ground(user, today)
    return [
        _memberships(family, user),
        ties.order_by("ended_on", "kind", "id"),
        *(rows.current(today).order_by("person_id", "-started_on", "id") for rows in points),
        work.select_related("service", "team", "allocated_to", "person"),
    ]


def _memberships(family: Family, user: User) -> QuerySet[FamilyMembership]:
    """Members with their small lists in the same query."""
    whose = {"person": OuterRef("person_id")}
    going = Q(ended_on__isnull=True)
    rows: QuerySet[FamilyMembership] = (
        FamilyMembership.objects.visible_to(user)
        .filter(family=family)
        .select_related("person")
        .annotate(
            names=ArraySubquery(PersonName.objects.filter(**whose).values("name")),
            schools=ArraySubquery(SchoolAttendance.objects.filter(going, **whose).values("school")),
            requirements=ArraySubquery(SpecialRequirement.objects.filter(**whose).values("requirement")),
            languages=ArraySubquery(
                PersonLanguage.objects.filter(**whose).values(
                    told=JSONObject(language="language", interpreter="needs_interpreter")
                )
            ),
        )
    )
    return rows


def _is_current(membership: FamilyMembership, today: datetime.date) -> bool:
    return membership.ended_on is None or membership.ended_on >= today


def _add_ties(members: dict[uuid.UUID, Member], rows: list[Relationship]) -> None:
    for row in rows:
        if not {row.person_id, row.relative_id} <= members.keys():  # one end is hidden from this person
            continue
        one, other = members[row.person_id], members[row.relative_id]
        one.ties.append(Tie(row, row.words_from(one.person), other.person))
        other.ties.append(Tie(row, row.words_from(other.person), one.person))
        row.person, row.relative = one.person, other.person
        if row.responsibility_from or row.responsibility_source:
            one.holds_for.append(row)
            other.held_by.append(row)


def _of(people: dict[uuid.UUID, Member], points: list[Any]) -> list[Any]:
    return [point for point in points if point.person_id in people]


def _places(addresses: list[Address], members: dict[uuid.UUID, Member]) -> list[Place]:
    """People at the same address together; a confidential one never shares a line with an open one."""
    grouped: dict[tuple[Any, ...], list[Address]] = defaultdict(list)
    for address in addresses:
        where = (
            address.lines.casefold(),
            address.postcode,
            address.is_confidential,
            address.confidential_from,
        )
        grouped[where].append(address)
    places = [Place(rows[0], [members[row.person_id].person for row in rows]) for rows in grouped.values()]
    return sorted(places, key=lambda place: (-len(place.people), place.address.lines))
