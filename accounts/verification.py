"""Holding the log of reads against its seals: which row or seal was altered, removed, added or put elsewhere.

Only who has the key can tell. The log is read seal by seal, so that its size costs time and no memory.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.actions.access_seals import LATEST, SEALED
from accounts.models import AccessRemoval, AccessSeal
from accounts.rules.sealing import keys_of, leaf, leaves_of, removal_digest, seal_digest

Row = Sequence[Any]

MOST_NAMED = 20
"""Rows named one by one for each seal; the rest of it is a number."""

ROWS = "SELECT {fields} FROM accounts_accessrecord WHERE id = ANY (%s)"
WITHIN = " AND at BETWEEN %s AND %s"
ORDER = " ORDER BY xact, id"
# Whatever is behind the last seal, or says it is older than that seal allows, will never come under a seal.
BEHIND = "(a.xact, a.id) <= (%(xact)s::xid8, %(id)s) OR a.at < %(since)s"
UNSEALED = f"""
SELECT a.id, a.at, coalesce({BEHIND}, false) FROM accounts_accessrecord a
 WHERE NOT EXISTS (SELECT FROM access_sealed s WHERE s.key = a.id) ORDER BY a.at, a.id
"""  # noqa: S608


@dataclass
class Verified:
    """How far the log was found whole."""

    seals: int = 0
    rows: int = 0
    destroyed: int = 0
    unsealed: int = 0
    head: str = "none"


def verify(key: bytes, *, at: datetime.datetime, head: str, told: Verified) -> Iterator[str]:
    """Each thing wrong, as a sentence. ``head`` is one that a process log printed; ``told`` is filled in meanwhile.

    Run it in one transaction in which every statement sees the same (REPEATABLE READ).
    """
    gone: set[uuid.UUID] = set()
    for removal in AccessRemoval.objects.iterator(chunk_size=50):
        if bytes(removal.digest) == removal_digest(key, removal):
            gone.update(keys_of(removal))
        else:
            yield f"A note of {removal.at:%d %b %Y} about rows destroyed with a file was not made by the portal."
    last: AccessSeal | None = None
    is_head_found = not head
    for seal in AccessSeal.objects.order_by("number").iterator(chunk_size=5):
        yield from _chain(key, last, seal)
        yield from _rows_of(key, seal, gone, last.settled_at if last else None, told)
        is_head_found = is_head_found or seal.head == head
        last = seal
        told.seals, told.head = told.seals + 1, seal.head
    if not is_head_found:
        yield f"The seal {head.partition(':')[0]} of the head given is not there, or is another: seals were cut off."
    yield from _unsealed(last, gone, at, told)


def _chain(key: bytes, last: AccessSeal | None, seal: AccessSeal) -> Iterator[str]:
    expected = last.number + 1 if last else 1
    if seal.number != expected:
        missing = (
            f"Seal {expected} is"
            if seal.number == expected + 1
            else f"Seals {expected} to {seal.number - 1} are"
        )
        yield f"{missing} missing."
    elif bytes(seal.previous) != (bytes(last.digest) if last else b""):
        yield f"Seal {seal.number} does not follow from the seal before it."
    if bytes(seal.digest) != seal_digest(key, seal):
        yield f"Seal {seal.number} was altered, or was not made by the portal."


def _rows_of(
    key: bytes, seal: AccessSeal, gone: set[uuid.UUID], settled: datetime.datetime | None, told: Verified
) -> Iterator[str]:
    sealed = dict(leaves_of(seal))
    found = _found(seal, list(sealed))
    missing = sealed.keys() - found.keys()
    told.rows += len(found)
    told.destroyed += len(missing & gone)
    yield from _named(seal, "was removed", missing - gone)
    yield from _named(seal, "was destroyed with a file and is there again", found.keys() & gone)
    altered = [row for row_id, row in found.items() if leaf(key, row) != sealed[row_id]]
    moved = _moved(key, altered[:MOST_NAMED], sealed)
    yield from (
        f"Row {one} of seal {seal.number} stands where row {other} stood." for one, other in moved.items()
    )
    yield from _named(seal, "was altered", {row[0] for row in altered} - moved.keys())
    if [row_id for row_id in sealed if row_id in found] != list(found):
        yield f"The rows of seal {seal.number} stand in another order than when they were sealed."
    if settled is not None:
        early = {row_id for row_id, row in found.items() if row[1] < settled - LATEST}
        yield from _named(seal, "says it is older than the seal before it allows: it was added later", early)


def _moved(
    key: bytes, altered: Sequence[Row], sealed: Mapping[uuid.UUID, bytes]
) -> dict[uuid.UUID, uuid.UUID]:
    """Rows that would be right with the time, or with everything, of another altered row."""
    return {
        other[0]: row[0]
        for row in altered
        for other in altered
        if row is not other
        and sealed[row[0]] in (leaf(key, (row[0], other[1], *row[2:])), leaf(key, (row[0], *other[1:])))
    }


def _found(seal: AccessSeal, keys: list[uuid.UUID]) -> dict[uuid.UUID, Row]:
    """The rows that are there, in their order; first looked for where they were, then in every month."""
    statement = ROWS.format(fields=seal.fields.replace(" ", ", "))
    with connection.cursor() as cursor:
        cursor.execute(statement + WITHIN + ORDER, [keys, seal.first_at, seal.last_at])
        rows = cursor.fetchall()
        elsewhere = set(keys) - {row[0] for row in rows}
        if elsewhere:
            cursor.execute(statement + ORDER, [list(elsewhere)])
            rows += cursor.fetchall()
    return {row[0]: row for row in rows}


def _unsealed(
    last: AccessSeal | None, gone: set[uuid.UUID], at: datetime.datetime, told: Verified
) -> Iterator[str]:
    """Rows no seal speaks of: new ones will be sealed in a moment, others were put in behind the seals."""
    where: dict[str, Any] = {"xact": "0", "id": uuid.UUID(int=0), "since": None}
    if last is not None:
        since = last.settled_at and last.settled_at - LATEST
        where = {"xact": str(last.last_xact), "id": last.last_id, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(SEALED)
        cursor.execute(UNSEALED, where)
        for row_id, when, is_behind in cursor:
            if is_behind:
                yield f"Row {row_id} of {when:%d %b %Y %H:%M} is under no seal though later ones are: it was added."
            elif row_id in gone:
                yield f"Row {row_id} was destroyed with a file and is there again."
            elif when < at - LATEST:
                yield f"Row {row_id} of {when:%d %b %Y %H:%M} is not sealed yet: is the sealer at work?"
            told.unsealed += not is_behind


def _named(seal: AccessSeal, what: str, keys: Collection[uuid.UUID]) -> Iterator[str]:
    for key in sorted(keys)[:MOST_NAMED]:
        yield f"Row {key} of seal {seal.number} {what}."
    if len(keys) > MOST_NAMED:
        yield f"Of seal {seal.number} {len(keys) - MOST_NAMED} more: each {what}."
