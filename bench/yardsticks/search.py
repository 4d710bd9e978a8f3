"""Finding a person whose name was misspelt: what the search page asks, beside the best plain SQL on the same tables."""

import datetime
import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import psycopg
from django.utils import timezone

from accounts.actor import acting_as
from bench.clock import by_turns, median, percentile
from bench.figures import Figure, against
from bench.names import misspelt
from bench.sizes import Size
from bench.yardsticks.acting import WEB, database_role, made_key, plain_connection, worker
from cases.families.models import Person
from cases.families.search.people import Hit, find_people
from cases.families.search.query import read_query

# Trigrams and sounds over the same small dictionary of words, then everybody who bears a likely pair, ranked; no
# nicknames, no reasons, no teams, no need-to-know: the least that finds a misspelt first and last name.
FLOOR = """
WITH one AS MATERIALIZED (
    SELECT id, similarity(word, %(one)s) AS score FROM families_searchword
     WHERE word %% %(one)s OR sound = dmetaphone(%(one)s) ORDER BY score DESC LIMIT 24
), two AS MATERIALIZED (
    SELECT id, similarity(word, %(two)s) AS score FROM families_searchword
     WHERE word %% %(two)s OR sound = dmetaphone(%(two)s) ORDER BY score DESC LIMIT 24
), hit AS (
    SELECT n.person_id, max(pair.score) AS score
      FROM (SELECT least(one.id, two.id) AS first, greatest(one.id, two.id) AS second, one.score + two.score AS score
              FROM one, two ORDER BY 3 DESC) pair,
           LATERAL (SELECT person_id FROM families_searchname n
                     WHERE n.word_id = pair.first AND n.other_id = pair.second LIMIT 200) n
     GROUP BY 1 ORDER BY 2 DESC LIMIT 50
)
SELECT p.id, p.given_name, p.family_name, extract(year FROM p.date_of_birth)
  FROM hit JOIN families_person p ON p.id = hit.person_id
 ORDER BY hit.score DESC
"""


def measure(size: Size) -> Iterator[Figure]:
    """Two hundred slips, each searched by turns with its floor."""
    wanted = _slips(size)
    ours: list[float] = []
    floors: list[float] = []
    found = found_by_floor = 0
    with database_role(WEB), plain_connection() as plain, acting_as(worker()):
        today = timezone.localdate()
        for person, text in wanted:
            words = [word.lower() for word in text.split()]
            one, two = by_turns(
                partial(_search, text, today), partial(_floor, plain, words), repeats=3, warm_up=1
            )
            ours.append(median(one))
            floors.append(median(two))
            found += made_key("person", person) in {hit.person_id for hit in _search(text, today)}
            found_by_floor += made_key("person", person) in {row[0] for row in _floor(plain, words)}
    share = f"finds {found} of {len(wanted)}, the floor {found_by_floor}; middle of three calls for each name"
    yield against("search, misspelt name, p50", percentile(ours, 0.5), percentile(floors, 0.5), at_most=None)
    yield against(
        "search, misspelt name, p95",
        percentile(ours, 0.95),
        percentile(floors, 0.95),
        at_most=1.5,
        note=share,
    )


def _search(text: str, today: datetime.date) -> list[Hit]:
    return find_people(read_query(text, today=today))


def _floor(plain: psycopg.Connection, words: list[str]) -> list[Any]:
    return plain.execute(FLOOR, {"one": words[0], "two": words[1]}).fetchall()


def _slips(size: Size) -> list[tuple[int, str]]:
    """People by number, and how somebody typed them: a slip in one name or both, sometimes the last name first."""
    chance = random.Random(3)
    people = sorted(chance.sample(range(size.people), size.searches))
    with database_role(None):
        names = Person.objects.in_bulk([made_key("person", number) for number in people])
    typed = []
    for number in people:
        person = names[made_key("person", number)]
        given, family = person.given_name.split(" ")[0], misspelt(person.family_name, chance)
        if chance.random() < 0.5:
            given = misspelt(given, chance)
        typed.append((number, f"{family} {given}" if chance.random() < 0.2 else f"{given} {family}"))
    return typed
