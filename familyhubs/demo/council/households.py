"""Who lives with whom: people, their names and birthdays, how they are related and who belongs to which family when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import User
from cases.families.models import Family, FamilyMembership, Person, PersonName, Relationship
from cases.families.models.family import RelationshipKind as Kind
from cases.families.models.person import BirthDate, NameKind
from familyhubs.demo.council.maker import DAYS_A_YEAR, Maker
from familyhubs.demo.council.names import BACKGROUNDS, NICKNAMES, Background

ENTERED = "Told by the family at the first contact"
UNBORN = -1


@dataclass
class Household:
    """A family and its people as the generators of the next parts need them."""

    family: Family
    background: Background
    opened_on: datetime.date
    by: User
    carers: list[Person] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)
    apart: list[Person] = field(default_factory=list)
    women: set[Person] = field(default_factory=set)
    schools: dict[Person, str] = field(default_factory=dict)

    @property
    def at_home(self) -> list[Person]:
        """Everybody under the one roof."""
        return [*self.carers, *self.children]

    @property
    def everybody(self) -> list[Person]:
        """Those at home and those who belong and live elsewhere."""
        return [*self.at_home, *self.apart]

    @property
    def main_carer(self) -> Person:
        """The adult the worker mostly meets."""
        return self.carers[0]

    @property
    def main_child(self) -> Person:
        """The child it is mostly about: the eldest."""
        return self.children[0]


@dataclass(frozen=True)
class Wish:
    """What a family shall look like. Ages are whole years on the day the file was opened; -1 is not yet born."""

    shape: str
    ages: Sequence[int]
    background: Background | None = None
    surname: str = ""
    mother: str = ""
    birth_kind: str = BirthDate.EXACT


class Households:
    """Makes families of the shapes a council knows."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def make(self, wish: Wish, *, opened_on: datetime.date, by: User) -> Household:
        """A family with its people, relationships and memberships, entered on the day the file was opened."""
        background = (
            wish.background
            or self.maker.chance.choices(BACKGROUNDS, [background.weight for background in BACKGROUNDS])[0]
        )
        surname = wish.surname or self.maker.one_of(background.surnames)
        family = self.maker.keep(
            Family(name=surname, reference=self.maker.reference("FH")), by=by, on=opened_on, reason=ENTERED
        )
        home = Household(family, background, opened_on, by)
        mother = self._adult(home, surname, woman=True, eldest=max(wish.ages), given=wish.mother)
        home.carers.append(mother)
        for age in sorted(wish.ages, reverse=True):
            home.children.append(self._child(home, surname, age, wish.birth_kind))
        getattr(self, f"_{wish.shape}")(home)
        self._brothers_and_sisters(home)
        for person in home.everybody:
            self._join(home, person)
            self._other_names(home, person)
        return home

    # Shapes -----------------------------------------------------------------------------------------------------------

    def _lone(self, home: Household) -> None:
        self._parent_of_all(home, home.main_carer)

    def _couple(self, home: Household) -> None:
        father = self._adult(home, home.family.name, woman=False, eldest=self._eldest(home))
        home.carers.append(father)
        married = self.maker.now_and_then(0.6)
        self._relate(home, home.main_carer, father, Kind.SPOUSE if married else Kind.PARTNER)
        for parent in home.carers:
            self._parent_of_all(home, parent)

    def _step(self, home: Household) -> None:
        partner = self._adult(home, self._another_surname(home), woman=False, eldest=self._eldest(home))
        home.carers.append(partner)
        self._relate(home, home.main_carer, partner, Kind.PARTNER)
        self._parent_of_all(home, home.main_carer)
        for child in home.children:
            self._relate(home, partner, child, Kind.STEP_PARENT)

    def _parted(self, home: Household) -> None:
        """Two parents living apart; the father left before or after the file was opened."""
        father = self._adult(home, self._another_surname(home), woman=False, eldest=self._eldest(home))
        home.apart.append(father)
        self._relate(home, home.main_carer, father, Kind.FORMER_PARTNER)
        for parent in (home.main_carer, father):
            self._parent_of_all(home, parent)

    def _kinship(self, home: Household) -> None:
        """A grandmother with a special guardianship order; the mother lives elsewhere."""
        mother = home.carers.pop()
        grandmother = self._adult(home, home.family.name, woman=True, eldest=50)
        home.carers.append(grandmother)
        home.apart.append(mother)
        self._relate(home, grandmother, mother, Kind.PARENT)
        self._parent_of_all(home, mother)
        ordered = self.maker.years_before(home.opened_on, 0.2, 2)
        for child in home.children:
            self._relate(home, grandmother, child, Kind.GRANDPARENT)
            guardian = Relationship(
                person=grandmother,
                relative=child,
                kind=Kind.GUARDIAN,
                started_on=max(ordered, child.date_of_birth or ordered),
                responsibility_from=max(ordered, child.date_of_birth or ordered),
                responsibility_source="Special guardianship order seen",
            )
            self.maker.keep(guardian, by=home.by, on=home.opened_on, reason=ENTERED)

    # People -----------------------------------------------------------------------------------------------------------

    def _adult(self, home: Household, surname: str, *, woman: bool, eldest: int, given: str = "") -> Person:
        older_by = self.maker.between(19, 36)
        born = self.maker.years_before(home.opened_on, eldest + older_by, eldest + older_by + 1)
        born = min(born, home.opened_on - datetime.timedelta(days=18 * 366))
        names = home.background.women if woman else home.background.men
        given = given or self.maker.one_of(names)
        return self._person(home, given, surname, born, BirthDate.EXACT, woman=woman)

    def _child(self, home: Household, surname: str, age: int, kind: str) -> Person:
        girl = self.maker.now_and_then(0.5)
        if age == UNBORN:
            expected = self.maker.today + datetime.timedelta(days=self.maker.between(20, 170))
            return self._person(home, "Baby", surname, expected, BirthDate.UNBORN, woman=None)
        taken = {child.given_name for child in home.children}
        pools = {True: home.background.girls, False: home.background.boys}
        if taken >= set(pools[girl]):  # so many sisters or brothers that no name is left for another
            girl = not girl
        names = [name for name in pools[girl] if name not in taken]
        born = home.opened_on - datetime.timedelta(
            days=round((age + self.maker.chance.random()) * DAYS_A_YEAR)
        )
        if kind == BirthDate.ESTIMATED:
            born = born.replace(month=7, day=1)
        return self._person(
            home, self.maker.one_of(names), surname, min(born, home.opened_on), kind, woman=girl
        )

    def _person(
        self, home: Household, given: str, surname: str, born: datetime.date, kind: str, *, woman: bool | None
    ) -> Person:
        person = Person(
            given_name=given,
            family_name=surname,
            date_of_birth=None if kind == BirthDate.UNKNOWN else born,
            birth_date_kind=kind,
            reference=self.maker.reference("PN"),
        )
        self.maker.keep(person, by=home.by, on=home.opened_on, reason=ENTERED)
        if woman:
            home.women.add(person)
        return person

    def _other_names(self, home: Household, person: Person) -> None:
        nickname = NICKNAMES.get(person.given_name)
        if nickname:
            self._name(home, person, nickname, NameKind.NICKNAME)
        if person in home.carers and person in home.women and self.maker.now_and_then(0.12):
            maiden = self.maker.one_of(home.background.surnames)
            self._name(home, person, f"{person.given_name} {maiden}", NameKind.BIRTH)
        if person in home.apart and self.maker.now_and_then(0.15):
            self._name(home, person, f"{person.given_name[:2]}z", NameKind.ALIAS)

    def _name(self, home: Household, person: Person, name: str, kind: str) -> None:
        row = PersonName(person=person, name=name, kind=kind)
        self.maker.keep(row, by=home.by, on=home.opened_on, reason=ENTERED)

    # Ties -------------------------------------------------------------------------------------------------------------

    def _relate(self, home: Household, person: Person, relative: Person, kind: str) -> None:
        row = Relationship(person=person, relative=relative, kind=kind)
        self.maker.keep(row, by=home.by, on=home.opened_on, reason=ENTERED)

    def _parent_of_all(self, home: Household, parent: Person) -> None:
        """A mother has responsibility from birth; a father when the birth certificate or a marriage gives it."""
        for child in home.children:
            born = child.birth_date_kind == BirthDate.EXACT
            mother = parent in home.women
            shown = born and (mother or self.maker.now_and_then(0.8))
            row = Relationship(
                person=parent,
                relative=child,
                kind=Kind.PARENT,
                responsibility_from=child.date_of_birth if shown else None,
                responsibility_source=(
                    "Birth certificate seen" if mother else "Named on the birth certificate"
                )
                if shown
                else "",
            )
            self.maker.keep(row, by=home.by, on=home.opened_on, reason=ENTERED)

    def _brothers_and_sisters(self, home: Household) -> None:
        born = [child for child in home.children if child.birth_date_kind != BirthDate.UNBORN]
        half = self.maker.now_and_then(0.1)
        for number, child in enumerate(born):
            for other in born[number + 1 :]:
                self._relate(home, child, other, Kind.HALF_SIBLING if half else Kind.SIBLING)

    def second_family(self, first: Household, *, on: datetime.date, by: User) -> Household:
        """The father who left, his new partner and their baby; the first children belong here too, at weekends."""
        father = first.apart[0]
        membership = FamilyMembership.objects.get(family=first.family, person=father)
        membership.ended_on = on - datetime.timedelta(days=1)
        self.maker.keep(membership, by=first.by, on=on, reason="Moved in with his new partner")
        family = Family(name=father.family_name, reference=self.maker.reference("FH"))
        self.maker.keep(family, by=by, on=on, reason=ENTERED)
        home = Household(family, first.background, on, by)
        partner = self._adult(home, self._another_surname(home), woman=True, eldest=1)
        home.carers += [partner, father]
        home.children.append(self._child(home, father.family_name, 0, BirthDate.EXACT))
        self._relate(home, partner, father, Kind.PARTNER)
        for parent in home.carers:
            self._parent_of_all(home, parent)
        for child in first.children:
            self._relate(home, child, home.main_child, Kind.HALF_SIBLING)
        for person in home.at_home:
            self._belong(
                home, person, on if person is father else home.main_child.date_of_birth, at_home=True
            )
        for child in first.children:
            self._belong(home, child, on, at_home=False)
        return home

    def _belong(self, home: Household, person: Person, since: datetime.date | None, *, at_home: bool) -> None:
        row = FamilyMembership(family=home.family, person=person, started_on=since, lives_with_family=at_home)
        self.maker.keep(row, by=home.by, on=home.opened_on, reason=ENTERED)

    def _join(self, home: Household, person: Person) -> None:
        first = person.date_of_birth if person in home.children else self._founded(home)
        since = None if first is None else min(first, home.opened_on)
        self._belong(home, person, since, at_home=person not in home.apart)

    def _founded(self, home: Household) -> datetime.date | None:
        births = [child.date_of_birth for child in home.children if child.date_of_birth]
        return min(births) if births else None

    def _eldest(self, home: Household) -> int:
        born = home.main_child.date_of_birth or home.opened_on
        return max(0, (home.opened_on - born).days // 365)

    def _another_surname(self, home: Household) -> str:
        others = [name for name in home.background.surnames if name != home.family.name]
        return self.maker.one_of(others)
