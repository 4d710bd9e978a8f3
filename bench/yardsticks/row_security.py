"""The same statements with row security and without it: those that the pages send, replayed by turns."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg

from bench.clock import by_turns, median
from bench.figures import Figure, against, not_run
from bench.sizes import Size
from bench.yardsticks.acting import (
    WEB,
    Statement,
    database_role,
    fetched,
    plain_connection,
    signed_in,
    statements_of,
    worker,
)
from bench.yardsticks.pages import address, chronology_places, family_place

AT_MOST = 1.3


def measure(size: Size) -> Iterator[Figure]:
    """Every page that reads families."""
    with database_role(None):
        places = [place for place in (family_place(), *chronology_places(size)) if place]
    pages = [(place.name, place.url) for place in places]
    for name, route in (("first page", "home"), ("list of families", "families:list")):
        url = address(route)
        pages += [(name, url)] if url else []
    if not places:
        yield not_run("row security", "the portal has no page about families yet")
    for name, url in pages:
        yield _compared(name, url, size)


def _compared(name: str, url: str, size: Size) -> Figure:
    user = worker()
    client = signed_in(user)
    with database_role(WEB):
        fetched(client, url)
        reads = [sent for sent in statements_of(client, url) if sent[0].startswith(("SELECT", "WITH"))]
        named = [sent for sent in reads if "name_actor" in sent[0]]
        reads = [sent for sent in reads if sent not in named]
        with plain_connection(role=WEB) as bound, plain_connection() as free:
            bound.execute(*named[0])  # as the page named its actor, and what it is about
            on, off = by_turns(_replayed(bound, reads), _replayed(free, reads), repeats=size.repeats)
    note = f"{len(reads)} reads of the page, as the web's role with its actor, and as superuser"
    return against(f"row security on and off, {name}", median(on), median(off), at_most=AT_MOST, note=note)


def _replayed(connection: psycopg.Connection, reads: list[Statement]) -> Callable[[], Any]:
    def replay() -> None:
        for statement, parameters in reads:
            connection.execute(statement, parameters).fetchall()

    return replay
