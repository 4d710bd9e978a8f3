"""Children on record twice, as when a second household asks for help, a family entered by two hubs, and the search."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.records import Record
from cases.contacts.models import Contact
from cases.families.merging.actions.find import family_pairs_find, pairs_find
from cases.families.models import Family, FamilyMembership, Involvement, Person, Phone, SchoolAttendance
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

AGAIN = "Told by relatives the child stays with"
CAME_AGAIN = "Came to another hub, where nobody knew of the first record"


def duplicates_make(maker: Maker, homes: Sequence[Household], relatives: Sequence[Household]) -> None:
    """Each home's eldest child once more, in the family of relatives of another hub; then the search of the night."""
    for number, (home, other) in enumerate(zip(homes, relatives, strict=True)):
        _enter_again(maker, home.main_child, other, number)
    maker.ledger.write()
    pairs_find(at=maker.now)


def family_twice_make(maker: Maker, home: Household, other: Household) -> None:
    """The family of a home as another hub entered it a month ago, for somebody to put together with the first one."""
    on = maker.days_ago(30)
    work = Involvement.objects.select_related("service", "team").filter(family=other.family, wall="").first()
    if work is None:
        raise ValueError("the other household has no work outside a wall")
    again = maker.keep(
        Family(name=_misspelt(home.family.name), reference=maker.reference("FH")),
        by=other.by,
        on=on,
        reason=CAME_AGAIN,
    )
    rows: list[Record] = [
        Involvement(family=again, service=work.service, team=work.team, started_on=on),
        *(FamilyMembership(family=again, person=person, started_on=on) for person in home.at_home),
    ]
    for row in rows:
        maker.keep(row, by=other.by, on=on, reason=CAME_AGAIN)
    came = Contact(
        family=again,
        kind="call",
        happened_on=on,
        source="told_by_family",
        what_happened="They asked about stay and play, and when the next session is.",
        recorded_by=other.by,
        recorded_at=maker.moment(on, 17),
    )
    maker.keep(came, by=other.by, on=on, reason=CAME_AGAIN)
    maker.ledger.write()
    family_pairs_find(at=maker.now)


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
