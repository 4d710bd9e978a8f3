"""The log of reads: adding a look, beside the same row put into a plain table; sealing and verifying, beside a read."""

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.actions.access_log import access_record_add
from accounts.actions.access_seals import ROWS_AT_ONCE, access_log_seal
from accounts.actor import acting_as, acting_as_system
from accounts.keys import new_key
from accounts.rules.sealing import SEALED_FIELDS
from accounts.verification import Verified, verify
from bench.clock import by_turns, median, once, percentile
from bench.figures import Figure, against, in_words
from bench.sizes import Size
from bench.yardsticks.acting import WEB, WORKER, database_role, made_key, plain_connection, undone, worker

AT_MOST_SECONDS = 0.001
SEALS = 5
ADDS = 20  # looks for each repeat of a page
PLAIN = """
CREATE TEMPORARY TABLE plain_look (id uuid PRIMARY KEY, at timestamptz NOT NULL, user_id uuid NOT NULL,
    person_id uuid, family_id uuid, route varchar(100) NOT NULL, ground varchar(100) NOT NULL)
"""
ADD = "INSERT INTO plain_look VALUES (%s, %s, %s, NULL, %s, %s, %s)"
READ = f"SELECT {SEALED_FIELDS.replace(' ', ', ')} FROM accounts_accessrecord LIMIT %s"


def measure(size: Size) -> Iterator[Figure]:
    """Everything is undone again."""
    yield _added(size)
    with database_role(WORKER), undone(), acting_as_system("access-log"):
        yield from _sealed()


def _added(size: Size) -> Figure:
    user, now, family = worker(), timezone.now(), made_key("family", 0)
    with database_role(WEB), undone(), acting_as(user), plain_connection() as plain:
        plain.execute(PLAIN)
        ours = partial(
            access_record_add, by=user, at=now, family_id=family, route="families:family", ground="allocated"
        )
        floor = partial(_add_plainly, plain, [now, user.pk, family, "families:family", "allocated"])
        adding, raw = by_turns(ours, floor, repeats=size.repeats * ADDS)
    slow = percentile(adding, 0.95)
    return Figure(
        work="access log, one row added",
        measured=in_words(median(adding)),
        floor=in_words(median(raw)),
        ratio=f"{median(adding) / median(raw):.2f}",
        aim="p95 < 1 ms",
        holds=slow < AT_MOST_SECONDS,
        note=f"p95 {in_words(slow)}; inside the page's transaction, through Django, row security and five indexes",
    )


def _add_plainly(plain: psycopg.Connection, values: list[Any]) -> None:
    plain.execute(ADD, [new_key(), *values])


def _sealed() -> Iterator[Figure]:
    at, rows = timezone.now(), 0
    with connection.cursor() as cursor:
        seconds = 0.0
        for _ in range(SEALS):
            began: list[Any] = []
            seconds += once(lambda began=began: began.append(access_log_seal(at=at)))  # type: ignore[misc]
            rows += began[0].rows if began[0] else 0
        floor = once(lambda: cursor.execute(READ, [SEALS * ROWS_AT_ONCE]) or cursor.fetchall())
    yield _speed("access log, sealing", rows, seconds, floor)
    told = Verified()
    later = at - datetime.timedelta(days=20 * 365)  # the rest of the made-up log waits, and is no fault
    checking = once(lambda: list(verify(settings.ACCESS_LOG_KEY.encode(), at=later, head="", told=told)))
    yield _speed(
        "access log, verifying", told.rows, checking, floor, f", beside {told.unsealed:,} under no seal"
    )


def _speed(work: str, rows: int, seconds: float, floor: float, more: str = "") -> Figure:
    note = f"{rows:,} rows{more}: {rows / seconds:,.0f} a second; the floor reads as many rows plainly"
    return against(work, seconds, floor, at_most=None, note=note)
