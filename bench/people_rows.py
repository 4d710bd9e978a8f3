"""Rows about staff, families and people."""

from collections.abc import Iterator

from accounts.walls import Wall
from bench.council import (
    END_REASONS,
    LONG,
    NULL,
    PACK,
    SERVICES,
    YEAR,
    Council,
    Household,
    Row,
    day,
    key,
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STREETS = _words(
    "Rowan Hazel Station Church Mill Victoria Albert Park Meadow Canal Forest Abbey Castle Chestnut"
)
PARTNER_TIES = ("partner", "spouse", "sibling", "grandparent")
STAFF_SINCE = "2012-01-01"


def teams(council: Council) -> Iterator[Row]:
    """The service, and the teams below it."""
    yield key("team", 0), "Children and Family Wellbeing", "0116 496 0000", NULL
    for number in range(1, council.size.teams + 1):
        yield key("team", number), f"Hub team {number}", "0116 496 0001", key("team", 0)


def users(council: Council) -> Iterator[Row]:
    """The workers, then the manager above them, an information officer and two records officers."""
    for number in range(council.size.workers + 4):
        yield key("user", number), "!", f"staff{number}@council.example", f"Member of Staff {number}", "", "t"


def jobs(council: Council) -> Iterator[Row]:
    """Who works where."""
    workers = council.size.workers
    for worker in range(workers):
        team = key("team", council.team_of(worker))
        yield key("job", worker), key("user", worker), team, "hub_worker", STAFF_SINCE
    others = ("hub_manager", "information_officer", "records_officer", "records_officer")
    for number, role in enumerate(others, workers):
        yield key("job", number), key("user", number), key("team", 0), role, STAFF_SINCE


def services(council: Council) -> Iterator[Row]:
    """One of each kind."""
    for number, kind in enumerate(SERVICES):
        yield key("service", number), f"Service {kind}", kind, "t"


def families(council: Council) -> Iterator[Row]:
    """Each called after its first person."""
    for home in council.households:
        yield key("family", home.number), council.names[home.first_person][1], f"FH-{200_000 + home.number}"


def people(council: Council) -> Iterator[Row]:
    """One in ten without an exact date of birth."""
    for home in council.households:
        for place, person in enumerate(home.members()[: home.people]):
            given, family = council.names[person]
            if place and council.chance.random() < 0.85:
                family = council.names[home.first_person][1]
            kind = council.chance.choices(("exact", "estimated", "unknown"), (90, 5, 5))[0]
            adult = 20 * YEAR if place < 2 else 0
            born = council.today - adult - council.chance.randrange(30, 18 * YEAR)
            date = NULL if kind == "unknown" else day(born)
            yield key("person", person), given, family, kind, date, f"PN-{200_000 + person}"


def aliases(council: Council) -> Iterator[Row]:
    """One person in eight has a second name."""
    for person in range(0, council.size.people, 8):
        name = f"{council.names[person][0]} {council.names[(person * 7 + 3) % council.size.people][1]}"
        yield key("alias", person), key("person", person), name, "alias"


def members(council: Council) -> Iterator[Row]:
    """Who belongs to which family."""
    number = 0
    for home in council.households:
        for person in home.members():
            yield (
                key("member", number),
                key("family", home.number),
                key("person", person),
                day(home.began),
                "t",
            )
            number += 1


def ties(council: Council) -> Iterator[Row]:
    """The first two of a family belong together, and are the parents of the rest."""
    number = 0
    for home in council.households:
        own = home.members()[: home.people]
        pairs = [(parent, child, "parent") for parent in own[:2] for child in own[2:]]
        if len(own) > 1:
            pairs.append((own[0], own[1], council.chance.choice(PARTNER_TIES)))
        for person, relative, kind in pairs:
            holds = day(home.began) if kind == "parent" else NULL
            yield key("tie", number), key("person", person), key("person", relative), kind, holds, ""
            number += 1


def involvements(council: Council) -> Iterator[Row]:
    """One a family; one family in five worked with a second team in the same time."""
    number = 0
    for home in council.households:
        for worker in _workers(council, home):
            reason = council.chance.choice(END_REASONS) if home.ended else ""
            if home.ended and home.ended < council.today - 8 * YEAR:
                reason = "needs_met"
            yield (
                key("involvement", number), key("family", home.number),
                key("service", SERVICES.index(home.service)), key("team", council.team_of(worker)),
                key("user", worker), day(home.began), day(home.ended) if home.ended else NULL, reason,
                home.service if home.service in Wall else "",
            )  # fmt: skip
            number += 1


def _workers(council: Council, home: Household) -> list[int]:
    if home.number in (LONG, PACK) or council.chance.random() < 0.8:
        return [home.worker]
    return [home.worker, council.chance.randrange(council.size.workers)]


def addresses(council: Council) -> Iterator[Row]:
    """The same roof for a whole family."""
    for home in council.households:
        chance, street = council.chance, STREETS[home.number % len(STREETS)]
        lines = f"{chance.randrange(1, 200)} {street} Road, Leicester"
        district = f"LE{home.number % 19 + 1} {home.number % 9 + 1}"
        postcode = f"{district}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}"
        for person in home.members()[: home.people]:
            yield key("address", person), key("person", person), lines, postcode, day(home.began), "f", ""


def phones(council: Council) -> Iterator[Row]:
    """Two people in three, and the first of every family."""
    for home in council.households:
        for person in home.members()[: home.people]:
            if person == home.first_person or person % 3:
                number = f"+44770{person:07d}"
                yield (
                    key("phone", person),
                    key("person", person),
                    number,
                    day(home.began),
                    "f",
                    "",
                    "t",
                    "t",
                    "f",
                    "f",
                    "",
                )
