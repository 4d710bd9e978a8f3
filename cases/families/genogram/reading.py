"""What a genogram shows of one family to one reader, in four queries: members, relationships, addresses, gender.

Only members the reader sees are asked for, so nobody else can get into the picture or the list under it.

Gender is read from the equality profile because the standard symbols need it: that one column, for this page alone,
and only where the reader sees the profile. Whoever has not said, or says neither, is a diamond.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from cases.families.genogram.figures import Bond, Figure, Home, Shape, Tie
from cases.families.genogram.grid import LETTERS
from cases.families.models import (
    Address,
    EqualityProfile,
    Family,
    FamilyMembership,
    Person,
    Relationship,
)
from cases.families.models.family import RelationshipKind
from cases.families.models.person import BirthDate

MEN = frozenset({"m", "male", "man", "boy", "trans man"})
WOMEN = frozenset({"f", "female", "woman", "girl", "trans woman"})
BONDS: Mapping[str, tuple[Bond, int]] = {
    RelationshipKind.PARENT: (Bond.PARENT, 1),
    RelationshipKind.ADOPTIVE_PARENT: (Bond.ADOPTED, 1),
    RelationshipKind.FOSTER_CARER: (Bond.CARED_FOR, 1),
    RelationshipKind.GUARDIAN: (Bond.CARED_FOR, 1),
    RelationshipKind.STEP_PARENT: (Bond.OTHER, 1),
    RelationshipKind.GRANDPARENT: (Bond.OTHER, 2),
    RelationshipKind.AUNT_OR_UNCLE: (Bond.OTHER, 1),
    RelationshipKind.SIBLING: (Bond.SIBLINGS, 0),
    RelationshipKind.HALF_SIBLING: (Bond.SIBLINGS, 0),
    RelationshipKind.STEP_SIBLING: (Bond.SIBLINGS, 0),
    RelationshipKind.SPOUSE: (Bond.MARRIED, 0),
    RelationshipKind.PARTNER: (Bond.PARTNERS, 0),
    RelationshipKind.FORMER_PARTNER: (Bond.PARTNERS, 0),
}
HOMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Kin:
    """Everything the page needs: the people, how they are related, who lives together."""

    people: Mapping[uuid.UUID, Person]
    left_on: Mapping[uuid.UUID, datetime.date]
    relationships: Sequence[Relationship]
    homes: Sequence[Home]
    figures: Sequence[Figure]
    ties: Sequence[Tie]


def kin_of(family: Family, user: User, today: datetime.date) -> Kin:
    """Read the family as this person sees it."""
    memberships = FamilyMembership.objects.visible_to(user).filter(family=family).select_related("person")
    rows = list(memberships.order_by("started_on", "id"))
    people = {row.person_id: row.person for row in rows}
    here = {row.person_id for row in rows if row.ended_on is None or row.ended_on >= today}
    relationships = list(
        Relationship.objects.visible_to(user)
        .filter(person__in=people, relative__in=people)
        .order_by("kind", "started_on", "id")
    )
    shapes = _shapes(people, user)
    figures = [_figure(person, shapes.get(person.pk, Shape.DIAMOND)) for person in people.values()]
    return Kin(
        people=people,
        left_on={row.person_id: row.ended_on for row in rows if row.ended_on and row.person_id not in here},
        relationships=relationships,
        homes=_homes(people, user, today),
        figures=sorted(figures, key=lambda figure: figure.age_order),
        ties=[_tie(row, today) for row in relationships],
    )


def birth_words(person: Person) -> str:
    """Years alone: "1985", "about 1985", "due March 2027", "1950 to 2019"."""
    born = person.date_of_birth
    if born is None:
        words = "year not known"
    elif person.birth_date_kind == BirthDate.UNBORN:
        words = f"due {born:%b %Y}"
    else:
        words = f"about {born.year}" if person.birth_date_kind == BirthDate.ESTIMATED else str(born.year)
    return f"{words} to {person.date_of_death.year}" if person.date_of_death else words


def is_over(row: Relationship, today: datetime.date) -> bool:
    """Whether two people are together no more."""
    ended = row.ended_on is not None and row.ended_on < today
    return ended or row.kind == RelationshipKind.FORMER_PARTNER


def _shapes(people: Mapping[uuid.UUID, Person], user: User) -> dict[uuid.UUID, Shape]:
    said = EqualityProfile.objects.visible_to(user).filter(person__in=people).exclude(gender="")
    shapes = {}
    for person, gender in said.values_list("person_id", "gender"):
        word = gender.strip().casefold()
        shapes[person] = Shape.SQUARE if word in MEN else Shape.CIRCLE if word in WOMEN else Shape.DIAMOND
    unborn = [person.pk for person in people.values() if person.birth_date_kind == BirthDate.UNBORN]
    return shapes | dict.fromkeys(unborn, Shape.TRIANGLE)


def _figure(person: Person, shape: Shape) -> Figure:
    names = [_short(name) for name in (person.given_name, person.family_name) if name]
    return Figure(
        key=person.pk,
        shape=shape,
        label=(*names, birth_words(person)),
        is_dead=person.date_of_death is not None,
        born=person.date_of_birth,
    )


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"


def _tie(row: Relationship, today: datetime.date) -> Tie:
    bond, down = BONDS.get(row.kind, (Bond.OTHER, 0))
    return Tie(row.person_id, row.relative_id, bond, down, is_over(row, today))


def _homes(people: Iterable[uuid.UUID], user: User, today: datetime.date) -> list[Home]:
    """Who lives together now. A confidential address is in no outline: a shared one would give it away."""
    rows = Address.objects.visible_to(user).current(today)
    open_to_all = rows.filter(Q(person__in=list(people)), is_confidential=False)
    found: dict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    for person, lines, postcode in open_to_all.values_list("person_id", "lines", "postcode"):
        found[" ".join(lines.casefold().split()), postcode].add(person)
    together = sorted(found.items(), key=lambda home: (-len(home[1]), home[0]))
    return [
        Home(f"Home {name}", frozenset(people)) for name, (_, people) in zip(HOMES, together, strict=False)
    ]
