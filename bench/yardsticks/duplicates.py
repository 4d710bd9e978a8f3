"""The nightly search for people on record twice, over the whole size, beside finding who is near enough to compare."""

from collections.abc import Iterator
from functools import partial

import psycopg
from django.utils import timezone

from accounts.actor import acting_as_system
from bench.clock import by_turns, median
from bench.figures import Figure, against
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, plain_connection, undone
from cases.families.merging.actions.find import FIND, NICKNAMES, pairs_find

# The same groups of people who share a birthday, a number or a postcode; no two of them are compared.
NEAR = FIND.partition("), compared AS")[0] + ") SELECT count(*) FROM near"


def measure(size: Size) -> Iterator[Figure]:
    """The job as it runs, written and rolled back, and the candidates alone."""
    with database_role(WORKER), plain_connection() as plain:
        found = _find()
        ours, floor = by_turns(_find, partial(_near, plain), repeats=size.slow_repeats, warm_up=1)
        near = _near(plain)
    note = f"{found:,} pairs out of {near:,} people near each other; rolled back each time"
    yield against("search for duplicates", median(ours), median(floor), at_most=3, note=note)


def _find() -> int:
    with undone(), acting_as_system("bench"):
        return pairs_find(at=timezone.now())


def _near(plain: psycopg.Connection) -> int:
    row = plain.execute(NEAR, {"nicknames": NICKNAMES}).fetchone()
    return int(row[0]) if row else 0
