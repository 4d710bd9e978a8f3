"""What a file holds about each person beside names: where they live, how to reach them safely, school and needs."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from itertools import pairwise

from accounts.records import Record
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    HealthNeed,
    Person,
    PersonLanguage,
    Phone,
    SchoolAttendance,
    SpecialRequirement,
)
from cases.families.models.needs import HealthKind
from cases.families.models.person import BirthDate
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.names import NURSERIES, PLACES, PRIMARIES, SECONDARIES, STREETS

TOLD = "Told by the family"
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
REQUIREMENTS = (
    "Step-free rooms: uses a wheelchair outdoors",
    "Letters in large print, at least 18 point",
    "A lip-reader: face them and speak one at a time",
    "Halal food at groups",
    "A quiet room to wait in; noise is hard",
    "Two workers at each visit: large friendly dog, must be shut in first",
    "Appointments after ten: takes the bus from out of town",
    "Explain one step at a time and write it down",
)  # fmt: skip
HEALTH = (
    (HealthKind.HEALTH, "Asthma; blue inhaler at school"),
    (HealthKind.HEALTH, "Nut allergy; carries an adrenaline pen"),
    (HealthKind.HEALTH, "Type 1 diabetes, looked after by the hospital’s young people’s team"),
    (HealthKind.HEALTH, "Eczema, worse in winter"),
    (HealthKind.HEALTH, "Low mood after the birth; sees the GP"),
    (HealthKind.DISABILITY, "Autistic; changes of plan need a day’s notice"),
    (HealthKind.DISABILITY, "Hearing aid in the left ear"),
    (HealthKind.DISABILITY, "ADHD, diagnosed at seven"),
    (HealthKind.DISABILITY, "Cerebral palsy; walks with a frame indoors"),
)  # fmt: skip
CALM_TIMES = (
    "",
    "",
    "Mornings only",
    "After six in the evening",
    "Not on Fridays",
    "While the children are at school",
)


class Belongings:
    """Fills in the rest of a household's file."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def add(self, home: Household, *, known: Collection[Person] = ()) -> None:
        """Everything the family told on the first visits, and what has changed since; not again for people known."""
        self._home_address(home)
        for person in home.apart:
            self._address(home, person, self.somewhere(), home.opened_on)
        for person in home.everybody:
            if person in known:
                continue
            if person in home.children:
                self._school(home, person)
                self._own_phone(home, person)
            else:
                self._phone(home, person)
                self._email(home, person)
            self._languages(home, person)
            self._needs(home, person)
            self._equality(home, person)

    def safe_address(
        self,
        home: Household,
        person: Person,
        place: tuple[str, str],
        *,
        moved_on: datetime.date,
        keep_from: str,
    ) -> None:
        """A new address that somebody must not learn; the old one ends the day before."""
        before = person.address_set.filter(ended_on__isnull=True)
        for address in before:
            address.ended_on = moved_on - datetime.timedelta(days=1)
            self.maker.keep(address, by=home.by, on=moved_on, reason="Moved out")
        lines, postcode = place
        row = Address(
            person=person,
            lines=lines,
            postcode=postcode,
            started_on=moved_on,
            is_confidential=True,
            confidential_from=keep_from,
        )
        self.maker.keep(row, by=home.by, on=moved_on, reason="Moved to a place of safety")

    def _home_address(self, home: Household) -> None:
        now = self.somewhere()
        moved = self.maker.now_and_then(0.3) and (self.maker.today - home.opened_on).days > 200
        since = self.maker.years_before(home.opened_on, 0.5, 6)
        if moved:
            moving = home.opened_on + (self.maker.today - home.opened_on) / 2
            before = self.somewhere()
            for person in self._born(home):
                self._address(home, person, before, since, moving - datetime.timedelta(days=1))
                self._address(home, person, now, moving)
            return
        for person in self._born(home):
            self._address(home, person, now, since)

    def _born(self, home: Household) -> list[Person]:
        return [person for person in home.at_home if person.birth_date_kind != BirthDate.UNBORN]

    def _address(
        self,
        home: Household,
        person: Person,
        place: tuple[str, str],
        since: datetime.date,
        until: datetime.date | None = None,
    ) -> None:
        lines, postcode = place
        row = Address(person=person, lines=lines, postcode=postcode, started_on=since, ended_on=until)
        self._keep(home, row, max(since, home.opened_on))

    def somewhere(self) -> tuple[str, str]:
        """An address nobody has, with a postcode of an area that does not exist."""
        maker = self.maker
        number = maker.between(1, 180)
        flat = f"Flat {maker.between(1, 12)}, " if maker.now_and_then(0.2) else ""
        letters = maker.one_of(LETTERS) + maker.one_of(LETTERS)
        postcode = f"ZZ{maker.between(1, 9)} {maker.between(1, 9)}{letters}"
        return f"{flat}{number} {maker.one_of(STREETS)}, {maker.one_of(PLACES)}", postcode

    def _phone(self, home: Household, person: Person) -> None:
        careful = person in home.apart or self.maker.now_and_then(0.15)
        row = Phone(
            person=person,
            number=self.maker.mobile(),
            started_on=home.opened_on,
            may_call=True,
            may_text=not careful,
            may_leave_message=not careful and self.maker.now_and_then(0.6),
            is_shared=careful and self.maker.now_and_then(0.5),
            safe_times=self.maker.one_of(CALM_TIMES),
        )
        self._keep(home, row)
        if person is home.main_carer and self.maker.now_and_then(0.15):
            landline = Phone(
                person=person, number=self.maker.landline(), started_on=home.opened_on, is_shared=True
            )
            self._keep(home, landline)

    def _own_phone(self, home: Household, child: Person) -> None:
        if self._age(home, child) >= 14 and self.maker.now_and_then(0.6):
            row = Phone(
                person=child,
                number=self.maker.mobile(),
                started_on=home.opened_on,
                may_text=True,
                safe_times="After school",
            )
            self._keep(home, row)

    def _email(self, home: Household, person: Person) -> None:
        if self.maker.now_and_then(0.45):
            mailbox = f"{person.reference.lower()}@{self.maker.one_of(('post.example', 'mail.example'))}"
            row = Email(
                person=person,
                address=mailbox,
                started_on=home.opened_on,
                may_email=self.maker.now_and_then(0.8),
            )
            self._keep(home, row)

    def _school(self, home: Household, child: Person) -> None:
        age = self._age(home, child)
        if child.birth_date_kind != BirthDate.EXACT or child.date_of_birth is None or age < 2:
            return
        stages = ((3, NURSERIES), (5, PRIMARIES), (12, SECONDARIES), (17, ()))
        for (first, schools), (after, _) in pairwise(stages):
            started, ended = (
                self._september(child.date_of_birth, first),
                self._september(child.date_of_birth, after),
            )
            if (
                schools
                and started <= self.maker.today
                and ended > home.opened_on - datetime.timedelta(days=700)
            ):
                row = SchoolAttendance(
                    person=child,
                    school=self.maker.one_of(schools),
                    started_on=started,
                    ended_on=ended.replace(month=7, day=20) if ended <= self.maker.today else None,
                    notes=self.maker.one_of(("", "", "", "SEN support", "Education, health and care plan")),
                )
                self._keep(home, row, max(started, home.opened_on))
                home.schools.setdefault(child, row.school)

    def _september(self, born: datetime.date, age: int) -> datetime.date:
        return datetime.date(born.year + age, 9, 4)

    def _languages(self, home: Household, person: Person) -> None:
        language = home.background.language
        if not language:
            if person in home.carers and self.maker.now_and_then(0.02):
                self._keep(
                    home,
                    PersonLanguage(
                        person=person,
                        language="British Sign Language",
                        is_preferred=True,
                        needs_interpreter=True,
                    ),
                )
            return
        adult = person not in home.children
        first = adult and self.maker.now_and_then(0.6)
        row = PersonLanguage(
            person=person,
            language=language,
            is_preferred=first,
            needs_interpreter=first and self.maker.now_and_then(0.5),
        )
        self._keep(home, row)
        if adult:
            self._keep(home, PersonLanguage(person=person, language="English", is_preferred=not first))

    def _needs(self, home: Household, person: Person) -> None:
        if self.maker.now_and_then(0.09):
            row = SpecialRequirement(person=person, requirement=self.maker.one_of(REQUIREMENTS))
            self._keep(home, row)
        if person.birth_date_kind != BirthDate.UNBORN and self.maker.now_and_then(0.16):
            kind, words = self.maker.one_of(HEALTH)
            self._keep(home, HealthNeed(person=person, kind=kind, description=words))

    def _equality(self, home: Household, person: Person) -> None:
        if person.birth_date_kind == BirthDate.UNBORN or self.maker.now_and_then(0.25):
            return
        if self.maker.now_and_then(0.1):
            self._keep(home, EqualityProfile(person=person, declined=True))
            return
        adult = person not in home.children
        woman = person in home.women
        gender = ("Woman" if woman else "Man") if adult else ("Girl" if woman else "Boy")
        if self.maker.now_and_then(0.01):
            gender = "Non-binary"
        self._keep(home, EqualityProfile(person=person, gender=gender, ethnicity=home.background.ethnicity))

    def _age(self, home: Household, child: Person) -> int:
        if child.date_of_birth is None:
            return 0
        return (
            min(self.maker.today, home.opened_on + datetime.timedelta(days=365)) - child.date_of_birth
        ).days // 365

    def _keep(self, home: Household, row: Record, on: datetime.date | None = None) -> None:
        self.maker.keep(row, by=home.by, on=on or home.opened_on, reason=TOLD)
