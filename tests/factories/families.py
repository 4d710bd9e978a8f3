"""Families with people in them and a team that works with them."""

import datetime
import itertools
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Team, User
from cases.families.models import Family, FamilyMembership, Involvement, Person, Service

NUMBERS = itertools.count(1)
LONG_AGO = datetime.date(2024, 1, 8)
REASON = "Made for a test"


@dataclass
class FamilyFile:
    """A family as a test needs it: its people, its involvement."""

    family: Family
    involvement: Involvement
    people: list[Person] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """The first person."""
        return self.people[0]


def make_service(name: str = "Family hub", kind: str = "hub") -> Service:
    """A service by name, made once."""
    return Service.objects.get_or_create(name=name, defaults={"kind": kind})[0]


def make_person(given_name: str = "Robin", family_name: str = "Example", **fields: Any) -> Person:
    """A person in no family yet."""
    if "date_of_birth" in fields:
        fields.setdefault("birth_date_kind", "exact")
    person = Person(
        given_name=given_name, family_name=family_name, reference=f"PN-T{next(NUMBERS)}", **fields
    )
    person.save_by(by=None, reason=REASON)
    return person


def make_family(
    team: Team,
    *people: Person,
    name: str = "Example",
    allocated_to: User | None = None,
    service: Service | None = None,
    started_on: datetime.date = LONG_AGO,
    **involvement: Any,
) -> FamilyFile:
    """A family of these people (or of one made for it), open to a service of a team."""
    family = Family(name=name, reference=f"FH-T{next(NUMBERS)}")
    family.save_by(by=None, reason=REASON)
    members = list(people) or [make_person(family_name=name)]
    for person in members:
        join_family(person, family)
    opened = Involvement(
        family=family,
        service=service or make_service(),
        team=team,
        allocated_to=allocated_to,
        started_on=started_on,
        **involvement,
    )
    opened.save_by(by=None, reason=REASON)
    return FamilyFile(family=family, involvement=opened, people=members)


def join_family(person: Person, family: Family, **fields: Any) -> FamilyMembership:
    """Make a person a member of a family."""
    membership = FamilyMembership(family=family, person=person, **{"started_on": LONG_AGO} | fields)
    membership.save_by(by=None, reason=REASON)
    return membership
