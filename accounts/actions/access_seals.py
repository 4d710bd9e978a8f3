"""Sealing the log of reads in batches, some seconds after the looks themselves."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from accounts.models import AccessSeal
from accounts.rules.sealing import SEALED_FIELDS, leaf, seal_digest

ROWS_AT_ONCE = 10_000
ONE_AT_A_TIME = 7_406_004  # any number: the key of the lock that one sealer takes
LATEST = datetime.timedelta(hours=1)
"""How long after a look, at most, its row may be written. One that says it is older was put in behind the seals."""

# A transaction below the snapshot's own lower bound is over, so nothing can turn up any more between these rows.
NEXT = """
SELECT {fields}, xact::text AS number FROM accounts_accessrecord
 WHERE (xact, id) > (%(xact)s::xid8, %(id)s) AND xact < pg_snapshot_xmin(pg_current_snapshot())
   AND (%(since)s IS NULL OR at >= %(since)s)
 ORDER BY xact, id LIMIT %(limit)s
"""
# After a restore into another server transactions are numbered from the beginning again: whatever has no seal is due.
UNSEALED = """
SELECT {fields}, xact::text AS number FROM accounts_accessrecord a
 WHERE NOT EXISTS (SELECT FROM access_sealed s WHERE s.key = a.id)
 ORDER BY id LIMIT %(limit)s
"""
SEALED = """
CREATE TEMPORARY TABLE access_sealed ON COMMIT DROP AS
    SELECT encode(substr(leaves, leaf * 48 + 1, 16), 'hex')::uuid AS key
      FROM accounts_accessseal, generate_series(0, rows - 1) leaf
"""


@transaction.atomic
def access_log_seal(*, at: datetime.datetime) -> AccessSeal | None:
    """Seal the next rows of the log; ``None`` when there are none, or while another sealer is at work.

    Rows of transactions still running are left for a later seal, and nobody who adds one waits for this.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return None
    last = AccessSeal.objects.defer("leaves").last() or _before_the_first()
    is_restored = last.last_xact >= _snapshot("xmax")
    rows = _rows(last, is_restored=is_restored)
    if not rows:
        return None
    is_full = len(rows) == ROWS_AT_ONCE
    key = settings.ACCESS_LOG_KEY.encode()
    seal = AccessSeal(
        number=last.number + 1,
        sealed_at=at,
        settled_at=last.settled_at if is_full else at,
        fields=SEALED_FIELDS,
        rows=len(rows),
        first_at=min(row[1] for row in rows),
        last_at=max(row[1] for row in rows),
        last_xact=int(rows[-1][-1]),
        last_id=rows[-1][0],
        leaves=b"".join(leaf(key, row[:-1]) for row in rows),
        previous=bytes(last.digest),
    )
    if is_restored:
        seal.last_xact, seal.last_id = last.last_xact if is_full else _snapshot("xmin"), uuid.UUID(int=0)
    seal.digest = seal_digest(key, seal)
    seal.save(force_insert=True)
    return seal


def access_log_make_parts(*, first: datetime.date, last: datetime.date) -> int:
    """Make the parts of these months that are missing; tells how many. Nobody may make them but the owner's function.

    Raises ``OperationalError`` when the table is in use for longer than two seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_log_make_parts(%s, %s)", [first, last])
        (made,) = cursor.fetchone()
    return int(made)


def _before_the_first() -> AccessSeal:
    return AccessSeal(number=0, last_xact=0, last_id=uuid.UUID(int=0), digest=b"")


def _rows(last: AccessSeal, *, is_restored: bool) -> list[tuple[Any, ...]]:
    statement = UNSEALED if is_restored else NEXT
    with connection.cursor() as cursor:
        if is_restored:
            cursor.execute(SEALED)
        cursor.execute(
            statement.format(fields=SEALED_FIELDS.replace(" ", ", ")),
            {
                "xact": str(last.last_xact),
                "id": last.last_id,
                "since": last.settled_at and last.settled_at - LATEST,
                "limit": ROWS_AT_ONCE,
            },
        )
        return sorted(cursor.fetchall(), key=lambda row: (int(row[-1]), row[0]))


def _snapshot(end: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_snapshot_{end}(pg_current_snapshot())::text")
        return int(cursor.fetchone()[0])
