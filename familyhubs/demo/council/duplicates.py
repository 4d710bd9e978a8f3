"""Children on record twice, as happens when a second household asks for help, and the search that finds them."""

from __future__ import annotations

from collections.abc import Sequence

from cases.families.merging.actions.find import pairs_find
from cases.families.models import FamilyMembership, Person, Phone, SchoolAttendance
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

AGAIN = "Told by relatives the child stays with"


def duplicates_make(maker: Maker, homes: Sequence[Household], relatives: Sequence[Household]) -> None:
    """Each home's eldest child once more, in the family of relatives of another hub; then the search of the night."""
    for number, (home, other) in enumerate(zip(homes, relatives, strict=True)):
        _enter_again(maker, home.main_child, other, number)
    maker.ledger.write()
    pairs_find(at=maker.now)


def _enter_again(maker: Maker, child: Person, other: Household, number: int) -> None:
    on = max(other.opened_on, maker.days_ago(60))
    names = [
        (child.given_name, child.family_name),
        (child.family_name, child.given_name),
        (_misspelt(child.given_name), child.family_name),
    ]
    given_name, family_name = names[number]
    again = maker.keep(
        Person(
            given_name=given_name,
            family_name=family_name,
            birth_date_kind=child.birth_date_kind,
            date_of_birth=child.date_of_birth,
            reference=maker.reference("PN"),
        ),
        by=other.by,
        on=on,
        reason=AGAIN,
    )
    rows = [
        FamilyMembership(family=other.family, person=again, started_on=on),
        SchoolAttendance(person=again, school="Not known yet", started_on=on),
        Phone(person=again, number=maker.mobile(), started_on=on),
    ]
    for row in rows:
        maker.keep(row, by=other.by, on=on, reason=AGAIN)


def _misspelt(name: str) -> str:
    """As somebody writes it who has only heard it."""
    return f"{name[:-1]}{name[-1] * 2}"
