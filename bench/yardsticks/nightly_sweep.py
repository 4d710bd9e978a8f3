"""The nightly job that proposes what is due, over the whole size, beside one plain evaluation of the same rules."""

import datetime
import threading
from collections.abc import Iterator
from functools import partial

import psycopg
from django.utils import timezone

from accounts.actor import acting_as_system
from bench.clock import by_turns, median
from bench.figures import Figure, against, not_run
from bench.machine import held_megabytes
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, plain_connection, undone
from retention.actions.lists import list_propose
from retention.models import DisposalItem
from retention.queries.due import with_files_due

WORK = "nightly sweep"
FLAT_MEGABYTES = 32
EVALUATED = "SELECT count(*), count(*) FILTER (WHERE blocks = '{}') FROM (<files due>) due"
# The dates alone: the longest rule of each file, its last contact, its youngest child; no holds, requests or links.
DATES = """
WITH last AS (SELECT family_id, max(happened_on) AS on_day FROM contacts_contact GROUP BY 1),
youngest AS (
    SELECT m.family_id, max(p.date_of_birth) AS born FROM families_familymembership m
      JOIN families_person p ON p.id = m.person_id GROUP BY 1
), due AS (
    SELECT i.family_id, bool_or(i.ended_on IS NULL) AS is_open,
           max(greatest(retention_after(CASE r.trigger WHEN 'financial_year'
                   THEN financial_year_end(greatest(i.ended_on, i.started_on, l.on_day))
                   WHEN 'collected' THEN i.started_on
                   ELSE greatest(i.ended_on, i.started_on, l.on_day) END, r.years * 12 + r.months),
               CASE WHEN r.birthday_years > 0 THEN retention_after(y.born, r.birthday_years * 12) END)) AS due_on
      FROM families_involvement i
      JOIN families_service s ON s.id = i.service_id
      JOIN retention_rule r ON r.service_kind = s.kind OR (r.end_reason <> '' AND r.end_reason = i.end_reason)
      LEFT JOIN last l ON l.family_id = i.family_id
      LEFT JOIN youngest y ON y.family_id = i.family_id
     GROUP BY 1
) SELECT count(*) FROM due WHERE due_on < %(on)s
"""


def measure(size: Size) -> Iterator[Figure]:
    """The job, its statement alone, and the plainest statement that finds the same dates."""
    today = timezone.localdate()
    with database_role(WORKER):
        with undone():
            listed = _propose(today)
        if not listed:
            yield not_run(WORK, "the job proposed nothing")
            return
        peak = _peak_while(partial(_proposed, today))
        with plain_connection() as plain:
            ours, rule, dates = by_turns(
                partial(_proposed, today),
                partial(_evaluate, plain, with_files_due(EVALUATED), today),
                partial(_evaluate, plain, DATES, today),
                repeats=size.slow_repeats * 2 + 1,
                warm_up=1,
            )
            found = _evaluate(plain, with_files_due(EVALUATED), today)
    note = f"{listed:,} files written to the list of {found[0]:,} past their date; rolled back each time"
    yield against(f"{WORK}, floor: its own rule once", median(ours), median(rule), at_most=2, note=note)
    yield against(f"{WORK}, floor: plain dates only", median(ours), median(dates), at_most=2)
    yield Figure(
        work=f"{WORK}, memory it adds",
        measured=f"{peak:.0f} MB",
        aim=f"flat: ≤ {FLAT_MEGABYTES} MB",
        holds=peak <= FLAT_MEGABYTES,
        note="peak of the worker process over what it held before; PostgreSQL's own memory is bounded by its settings",
    )


def _propose(today: datetime.date) -> int:
    with acting_as_system("bench"):
        list_propose(on=today, at=timezone.now())
        return DisposalItem.objects.count()


def _proposed(today: datetime.date) -> None:
    with undone(), acting_as_system("bench"):
        list_propose(on=today, at=timezone.now())


def _evaluate(plain: psycopg.Connection, statement: str, today: datetime.date) -> tuple[int, ...]:
    found = plain.execute(statement, {"on": today, "families": None}).fetchone()
    return tuple(found or (0, 0))


def _peak_while(call: "partial[None]") -> float:
    """Megabytes the process came to hold during a call, beyond what it held before; looked at all the time."""
    before = peak = held_megabytes()
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.005):
            peak = max(peak, held_megabytes())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        call()
    finally:
        done.set()
        watcher.join()
    return peak - before
