"""The family page and the chronology of a family with ten thousand contacts, beside fetching the same rows plainly."""

from collections.abc import Iterator
from functools import partial

from bench.clock import by_turns, median, percentile
from bench.figures import Figure, against, in_words, not_run
from bench.sizes import Size
from bench.yardsticks.acting import (
    WEB,
    database_role,
    fetched,
    plain_connection,
    signed_in,
    statements_of,
    worker,
)
from bench.yardsticks.pages import Place, chronology_places, family_place, small_family_url

MOST_STATEMENTS = 12


def measure(size: Size) -> Iterator[Figure]:
    """The family page."""
    with database_role(None):
        place, other = family_place(), small_family_url(worker())
    if place is None or other is None:
        yield not_run("family page", "the portal has no family page yet")
        return
    yield from _page(place, size)
    yield _statements(place, other)


def measure_chronology(size: Size) -> Iterator[Figure]:
    """The chronology: its first page, and one that nine thousand entries lie before."""
    with database_role(None):
        places = chronology_places(size)
    if not places:
        yield not_run("chronology", "the portal has no chronology yet")
    for place in places:
        yield from _page(place, size)


def _page(place: Place, size: Size) -> Iterator[Figure]:
    client = signed_in(worker())
    with database_role(WEB), plain_connection() as plain:
        ours, floor = by_turns(partial(fetched, client, place.url), place.raw(plain), repeats=size.repeats)
    note = f"p95 {in_words(percentile(ours, 0.95))}; the floor fetches the page's rows as superuser and draws nothing"
    yield against(place.name, median(ours), median(floor), at_most=3, note=note)


def _statements(place: Place, other: str) -> Figure:
    """The page of the long family sends as many statements as that of a short one, and few."""
    client = signed_in(worker())
    with database_role(WEB):
        fetched(client, place.url)
        long, short = (statements_of(client, url) for url in (place.url, other))
    return Figure(
        work="family page, statements",
        measured=str(len(long)),
        floor=str(len(short)),
        aim=f"≤ {MOST_STATEMENTS}, the same for both",
        holds=len(long) <= MOST_STATEMENTS and len(long) == len(short),
        note=f"floor: a short family's page; {_frame(long)} of them are the frame: session, user, actor, log of reads",
    )


def _frame(statements: list[tuple[str, object]]) -> int:
    words = (
        "django_session",
        "set_config",
        "current_setting",
        "accounts_accessrecord",
        'FROM "accounts_user" WHERE',
    )
    return sum(any(word in statement for word in words) for statement, _ in statements)
