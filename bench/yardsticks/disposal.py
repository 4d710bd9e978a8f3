"""Destroying approved files with their history, beside plain DELETEs of the same rows."""

import datetime
import time
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import User
from bench.figures import Figure, against, not_run
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, made_key, undone
from retention.actions.destruction import batch_destroy
from retention.actions.lists import list_approve, list_propose, list_submit
from retention.models import DisposalItem, DisposalList, DisposalRegister
from retention.models.disposal import ItemState

WORK = "disposal"
# Children first. `f` are the families that go, `p` their people; a version goes with its row.
OF_CONTACT = "USING contacts_contact c WHERE {table}.contact_id = c.id AND c.family_id IN (SELECT id FROM f)"
OF_FAMILY = "WHERE family_id IN (SELECT id FROM f)"
OF_PERSON = "WHERE person_id IN (SELECT id FROM p)"
BOTH = "WHERE family_id IN (SELECT id FROM f) OR person_id IN (SELECT id FROM p)"
PERSONAL = ("personname", "address", "phone", "email", "schoolattendance", "personlanguage", "specialrequirement",
            "equalityprofile", "healthneed")  # fmt: skip
DELETES: tuple[tuple[str, str], ...] = (
    ("contacts_historicalcontactabout", OF_CONTACT),
    ("contacts_historicalcontactpresent", OF_CONTACT),
    ("contacts_contactabout", OF_CONTACT),
    ("contacts_contactpresent", OF_CONTACT),
    ("contacts_historicalcontact", OF_FAMILY),
    ("contacts_contact", OF_FAMILY),
    ("texts_delivery", "USING texts_text t WHERE texts_delivery.text_id = t.id AND t.family_id IN (SELECT id FROM f)"),
    ("texts_historicaltext", OF_FAMILY),
    ("texts_text", OF_FAMILY),
    ("accounts_accessrecord", BOTH),
    ("families_historicalinvolvement", OF_FAMILY),
    ("families_involvement", OF_FAMILY),
    *((f"families_historical{name}", OF_PERSON) for name in PERSONAL),
    *((f"families_{name}", OF_PERSON) for name in PERSONAL),
    *((f"families_{name}relationship", "WHERE person_id IN (SELECT id FROM p) OR relative_id IN (SELECT id FROM p)")
      for name in ("historical", "")),
    ("families_historicalfamilymembership", BOTH),
    ("families_familymembership", BOTH),
    ("families_historicalperson", "WHERE id IN (SELECT id FROM p)"),
    ("families_person", "WHERE id IN (SELECT id FROM p)"),
    ("families_historicalfamily", "WHERE id IN (SELECT id FROM f)"),
    ("families_family", "WHERE id IN (SELECT id FROM f)"),
    ("retention_disposalitem", OF_FAMILY),
)  # fmt: skip


def measure(size: Size) -> Iterator[Figure]:
    """Once each: both destroy, and both are rolled back."""
    with database_role(WORKER), undone():
        people, families, rows, ours = _destroyed(size)
    if not people:
        yield not_run(WORK, "nothing was destroyed")
        return
    with database_role(None), undone():
        deleted, floor = _deleted(families)
    note = f"{people:,} people of {len(families):,} families, {rows:,} rows; the floor deletes {deleted:,}; once each"
    yield against(f"{WORK} with history", ours, floor, at_most=2, note=note)


def _destroyed(size: Size) -> tuple[int, list[uuid.UUID], int, float]:
    """Propose, approve by two officers, destroy; the seconds are those of destroying alone."""
    today, now = timezone.localdate(), timezone.now()
    with acting_as_system("bench"):
        waiting = _approved_list(size, today, now - datetime.timedelta(days=30))
        if waiting is None:
            return 0, [], 0, 0
        families = list(waiting.items.filter(state=ItemState.DUE).values_list("family_id", flat=True))
    began, more = time.perf_counter(), True
    while more:
        with acting_as_system("retention"):  # the one job that removes looks
            more = batch_destroy(list_id=waiting.pk, on=today, at=now)
    seconds = time.perf_counter() - began
    with acting_as_system("bench"):
        register = DisposalRegister.objects.get(disposal_list=waiting)
        return register.people, families, sum(register.counts.values()), seconds


def _approved_list(size: Size, today: datetime.date, at: datetime.datetime) -> DisposalList | None:
    proposed = list_propose(on=today, at=at)
    if proposed is None:
        return None
    people, kept = 0, []
    for item in proposed.items.filter(state=ItemState.DUE).order_by("group_key"):
        if people >= size.people_to_destroy:
            break
        people += item.people
        kept.append(item.pk)
    DisposalItem.objects.filter(disposal_list=proposed).exclude(pk__in=kept).delete()
    one, other = (User.objects.get(pk=made_key("user", size.workers + number)) for number in (2, 3))
    list_submit(disposal_list=proposed, at=at, by=one)
    list_approve(disposal_list=proposed, at=at, by=other)
    return proposed


def _deleted(families: list[uuid.UUID]) -> tuple[int, float]:
    """The same rows by one DELETE a table, foreign keys checked at the end."""
    with connection.cursor() as cursor:
        _name_keys(cursor, families)
        began, deleted = time.perf_counter(), 0
        for table, which in DELETES:
            cursor.execute(f"DELETE FROM {table} {which.format(table=table)}")
            deleted += cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return deleted, time.perf_counter() - began


def _name_keys(cursor: Any, families: list[uuid.UUID]) -> None:
    cursor.execute("CREATE TEMP TABLE f ON COMMIT DROP AS SELECT unnest(%s::uuid[]) AS id", [families])
    cursor.execute(
        "CREATE TEMP TABLE p ON COMMIT DROP AS SELECT DISTINCT person_id AS id FROM families_familymembership"
        " WHERE family_id IN (SELECT id FROM f)"
    )
    cursor.execute("ANALYZE f")
    cursor.execute("ANALYZE p")
