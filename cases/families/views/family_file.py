"""What the family page shows, read in a fixed number of queries however many people are in the family."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import User
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


def family_file(family: Family, user: User, today: datetime.date) -> FamilyFile:
    """Read the file. Health and equality are not in it: they are read on the person's own page alone."""
    everybody = [Member(row, age_words(row.person, today)) for row in _memberships(family, user)]
    members = [member for member in everybody if _is_current(member.membership, today)]
    by_person = {member.person.pk: member for member in everybody}
    _add_ties(by_person, user)
    current = {member.person.pk: member for member in members}
    for phone in _points(Phone.objects.visible_to(user), current, today):
        current[phone.person_id].phones.append(phone)
    for email in _points(Email.objects.visible_to(user), current, today):
        current[email.person_id].emails.append(email)
    addresses = list(_points(Address.objects.visible_to(user), current, today))
    housed = {address.person_id for address in addresses}
    return FamilyFile(
        family=family,
        members=members,
        past=[m for m in everybody if m.person.pk not in current],
        places=_places(addresses, current),
        without_address=[m.person for m in members if m.person.pk not in housed],
        involvements=list(
            Involvement.objects.visible_to(user)
            .filter(family=family)
            .with_ground(user, today)
            .select_related("service", "team", "allocated_to", "person")
        ),
    )


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


def _add_ties(members: dict[uuid.UUID, Member], user: User) -> None:
    rows = (
        Relationship.objects.visible_to(user)
        .filter(person__in=members, relative__in=members)
        .order_by("ended_on", "kind", "id")
    )
    for row in rows:
        one, other = members[row.person_id], members[row.relative_id]
        one.ties.append(Tie(row, row.words_from(one.person), other.person))
        other.ties.append(Tie(row, row.words_from(other.person), one.person))
        row.person, row.relative = one.person, other.person
        if row.responsibility_from or row.responsibility_source:
            one.holds_for.append(row)
            other.held_by.append(row)


def _points(rows: Any, people: dict[uuid.UUID, Member], today: datetime.date) -> Any:
    return rows.filter(person__in=people).current(today).order_by("person_id", "-started_on", "id")


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
