"""Families with people in them and a team that works with them."""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import Team, User
from cases.families.models import (
    BreakGlass,
    Family,
    FamilyMembership,
    Involvement,
    NamedStaff,
    Person,
    Restriction,
    Service,
    WarningNote,
)
from cases.families.models.break_glass import ONE_HOUR

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


def make_restriction(family: Family, named: Iterable[User], by: User) -> Restriction:
    """A restriction that stands, with the staff named for it."""
    restriction = Restriction(
        family=family,
        reason="safety",
        placed_by=by,
        placed_at=timezone.now(),
        review_on=timezone.localdate() + datetime.timedelta(days=90),
    )
    restriction.save_by(by=by, reason=REASON)
    for user in named:
        NamedStaff(restriction=restriction, user=user, named_at=timezone.now()).save_by(by=by, reason=REASON)
    return restriction


def make_break_glass(
    person: Person, user: User, *, ago: datetime.timedelta = datetime.timedelta(minutes=1), **fields: Any
) -> BreakGlass:
    """Emergency access that began a while ago and lasts an hour."""
    at = timezone.now() - ago
    grant = BreakGlass(
        user=user, person=person, reason="A child was alone", started_at=at, ends_at=at + ONE_HOUR, **fields
    )
    grant.save_by(by=user, reason=REASON)
    return grant


def make_warning(by: User, **fields: Any) -> WarningNote:
    """A standing warning about ``family=`` or ``person=``, told, to be looked at in the summer of 2027."""
    said = {
        "kind": "lone_worker",
        "narrative": "The dog bites: ring first.",
        "told": "yes",
        "review_on": datetime.date(2027, 6, 1),
        "recorded_on": datetime.date(2026, 6, 1),
    }
    warning = WarningNote(recorded_by=by, **said | fields)
    warning.save_by(by=by, reason=REASON)
    return warning
