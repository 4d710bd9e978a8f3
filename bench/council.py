"""A made-up council: its staff, its families, and who is in them. Rows are tuples of text, ready for COPY."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.names import Names
from bench.sizes import Size

NULL = r"\N"
Row = tuple[str, ...]

KINDS = ("user", "team", "job", "service", "family", "person", "alias", "member", "tie", "involvement", "address",
         "phone", "contact", "about", "present", "text", "look")  # fmt: skip
NUMBER_OF_KIND = {kind: f"{number:04x}" for number, kind in enumerate(KINDS, 1)}

SERVICES = (
    "hub",
    "targeted_support",
    "groupwork",
    "youth_justice",
    "victim_service",
    "funded_programme",
    "survey",
)
SERVICE_WEIGHTS = (45, 30, 8, 8, 2, 5, 2)
LONG_CLOSED_SERVICES = (
    "hub",
    "hub",
    "groupwork",
    "funded_programme",
)  # due six years on, whatever the birthday
END_REASONS = (
    "needs_met",
    "needs_met",
    "needs_met",
    "no_engagement",
    "moved",
    "consent_withdrawn",
    "step_up",
)
YEAR = 365
LONG, PACK = 0, 1  # the family with ten thousand contacts, and the one whose first person asks for their pack


def key(kind: str, number: int) -> str:
    """A UUID of version 7, in the order of its number, as keys made one after the other are."""
    return f"{number:08x}-{NUMBER_OF_KIND[kind]}-7000-8000-000000000000"


def day(ordinal: int) -> str:
    """A day as COPY takes it."""
    return datetime.date.fromordinal(ordinal).isoformat()


@dataclass(slots=True)
class Household:
    """One family: its people by number, and the days between which we worked with it."""

    number: int
    first_person: int
    people: int
    service: str
    worker: int
    began: int
    ended: int | None
    guest: int | None  # somebody who belongs to an earlier family too

    def members(self) -> list[int]:
        """Everybody in it, by number."""
        own = list(range(self.first_person, self.first_person + self.people))
        return own if self.guest is None else [*own, self.guest]


class Council:
    """The families, the same ones for the same size."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.chance = random.Random(7)
        self.today = size.first_day + 14 * YEAR
        self.names = Names().draw(size.people)
        self.households = list(self._households())

    def team_of(self, worker: int) -> int:
        """Teams are numbered from 1; 0 is the service above them all."""
        return worker % self.size.teams + 1

    def _households(self) -> Iterator[Household]:
        person = number = 0
        while person < self.size.people:
            people = min(self.size.people - person, self.chance.choice((1, 2, 3, 3, 4, 4, 5, 6)))
            yield self._household(number, person, people)
            person, number = person + people, number + 1

    def _household(self, number: int, person: int, people: int) -> Household:
        chance, today = self.chance, self.today
        guest = chance.randrange(person) if person > 10 and chance.random() < 0.03 else None
        service = chance.choices(SERVICES, SERVICE_WEIGHTS)[0]
        ended: int | None = None
        if number in (LONG, PACK):
            service, began, guest = "hub", today - 9 * YEAR, None
        elif chance.random() < 0.14:  # long closed
            service = chance.choice(LONG_CLOSED_SERVICES)
            ended = today - chance.randrange(8 * YEAR, 11 * YEAR)
            began = ended - chance.randrange(60, 3 * YEAR)
        elif chance.random() < 0.45:
            ended = today - chance.randrange(30, 5 * YEAR)
            began = ended - chance.randrange(60, 3 * YEAR)
        else:
            began = today - chance.randrange(20, 5 * YEAR)
        worker = 0 if number in (LONG, PACK) else chance.randrange(self.size.workers)
        return Household(number, person, people, service, worker, began, ended, guest)
