"""Entering a person and a family for the first time.

Row security lets nobody write what they could not see, so the order is part of each action: the involvement first
(own team or own work), which makes the family visible, then the family; the membership first, then the person.
Foreign keys are checked when the transaction ends.
"""

import datetime

from django.db import connection, transaction

from accounts.models import Team, User
from cases.families.models import Family, FamilyMembership, Involvement, Person, Phone, Service
from cases.families.models.involvement import Priority

REASON = "First entered"
CREATION = 7406002  # the number PostgreSQL knows the turn by


def creation_wait_for_turn() -> None:
    """Let one person be created at a time: whoever comes second, or presses twice, is asked about the first one.

    The turn ends with the transaction. Hold it before looking for duplicates.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CREATION])


@transaction.atomic
def family_create(
    *,
    name: str,
    service: Service,
    team: Team,
    allocated_to: User | None,
    started_on: datetime.date,
    by: User,
    priority: str = Priority.MEDIUM,
) -> Family:
    """Open a new family to a service with a team of the writer's own, or to work that is the writer's own."""
    family = Family(name=name, reference=_next_reference("FH"))
    involvement = Involvement(
        family=family,
        service=service,
        team=team,
        allocated_to=allocated_to,
        started_on=started_on,
        priority=priority,
    )
    involvement.save_by(by=by, reason=REASON)
    family.save_by(by=by, reason=REASON)
    return family


@transaction.atomic
def person_create(
    *,
    family: Family,
    given_name: str,
    family_name: str,
    birth_date_kind: str,
    date_of_birth: datetime.date | None,
    joined_on: datetime.date | None,
    by: User,
) -> Person:
    """Enter a person as a member of a family; ``joined_on`` is their first day in it, if known."""
    person = Person(
        given_name=given_name,
        family_name=family_name,
        birth_date_kind=birth_date_kind,
        date_of_birth=date_of_birth,
        reference=_next_reference("PN"),
    )
    membership = FamilyMembership(family=family, person=person, started_on=joined_on)
    membership.save_by(by=by, reason=REASON)
    person.save_by(by=by, reason=REASON)
    return person


@transaction.atomic
def phone_create(*, person: Person, number: str, started_on: datetime.date, by: User) -> Phone:
    """Note a first telephone number (+44…). Nothing is known yet about when it is safe, so it takes no text."""
    phone = Phone(person=person, number=number, started_on=started_on)
    phone.save_by(by=by, reason=REASON)
    return phone


def _next_reference(kind: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('families_reference')")
        (number,) = cursor.fetchone()
    return f"{kind}-{number}"
