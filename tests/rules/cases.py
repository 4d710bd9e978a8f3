"""A family file with one row of everything, to build the ids of routes from."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Team, User
from accounts.records import Record
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    Family,
    FamilyMembership,
    HealthNeed,
    Involvement,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
    SchoolAttendance,
    SpecialRequirement,
)
from tests.factories.accounts import Council
from tests.factories.families import REASON, make_family, make_person

SINCE = datetime.date(2024, 2, 1)


@dataclass
class Case:
    """One family and a row of everything about it; ``rows`` by the name of the part in the URL."""

    family: Family
    involvement: Involvement
    person: Person
    relative: Person
    membership: FamilyMembership
    relationship: Relationship
    by: User
    rows: dict[str, Record]
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """A family of the north hub, another one of the same hub, and one of the south hub."""

    council: Council
    ours: Case
    sibling: Case
    theirs: Case


def make_case(team: Team, by: User, name: str) -> Case:
    """Build the file; call inside ``as_owner()``."""
    adult = make_person("Alex", name, date_of_birth=datetime.date(1990, 3, 4))
    child = make_person("Sam", name, date_of_birth=datetime.date(2019, 5, 6))
    file = make_family(team, adult, child, name=name, allocated_to=by)
    relationship = Relationship(person=adult, relative=child, kind="parent", started_on=SINCE)
    relationship.save_by(by=None, reason=REASON)
    rows = _rows(adult)
    for row in rows.values():
        row.save_by(by=None, reason=REASON)
    membership = FamilyMembership.objects.get(family=file.family, person=adult)
    return Case(file.family, file.involvement, adult, child, membership, relationship, by, rows)


def _rows(person: Person) -> dict[str, Record]:
    return {
        "names": PersonName(person=person, name="Lex"),
        "addresses": Address(person=person, lines="1 High Street", postcode="LE1 5WW", started_on=SINCE),
        "phones": Phone(person=person, number="+447700900123", may_text=True, started_on=SINCE),
        "emails": Email(person=person, address="alex@example.com", started_on=SINCE),
        "schools": SchoolAttendance(person=person, school="Example Primary", started_on=SINCE),
        "languages": PersonLanguage(person=person, language="Polish", needs_interpreter=True),
        "requirements": SpecialRequirement(person=person, requirement="Step-free access"),
        "equality": EqualityProfile(person=person, gender="Woman"),
        "health": HealthNeed(person=person, kind="health", description="Asthma", started_on=SINCE),
    }
