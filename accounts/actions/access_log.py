"""Writing the log of reads. A row is added and nothing else is read or locked: readers never wait for each other."""

import datetime
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import AccessRecord, AccessRemoval, Look, User
from accounts.rules.sealing import removal_digest

Grounds = Mapping[uuid.UUID, str]
NOBODY: Grounds = {}


def access_record_add(
    *,
    by: User,
    at: datetime.datetime,
    route: str,
    ground: str,
    person_id: uuid.UUID | None = None,
    family_id: uuid.UUID | None = None,
    action: Look = Look.VIEW,
    grant_id: uuid.UUID | None = None,
) -> None:
    """Note that somebody looked at a person or a family, through which page and on what ground."""
    AccessRecord.objects.create(
        at=at,
        user_id=by.pk,
        person_id=person_id,
        family_id=family_id,
        route=route,
        ground=ground,
        action=action,
        grant_id=grant_id or by.emergency,
    )


def access_records_add(
    *,
    by: User,
    at: datetime.datetime,
    route: str,
    grounds: Grounds = NOBODY,
    family_grounds: Grounds = NOBODY,
    action: Look = Look.VIEW,
    grant_id: uuid.UUID | None = None,
) -> None:
    """Note a page that showed several people or families at once: each one's key with the ground for showing them."""
    told = [
        *(({"person_id": key}, ground) for key, ground in grounds.items()),
        *(({"family_id": key}, ground) for key, ground in family_grounds.items()),
    ]
    AccessRecord.objects.bulk_create(
        AccessRecord(
            at=at,
            user_id=by.pk,
            route=route,
            ground=ground,
            action=action,
            grant_id=grant_id or by.emergency,
            **whom,
        )
        for whom, ground in told
    )


def access_list_add(
    *,
    by: User,
    at: datetime.datetime,
    route: str,
    grounds: Grounds = NOBODY,
    family_grounds: Grounds = NOBODY,
) -> None:
    """Note whom a list of one's own work showed, each person or family once a day (Europe/London) and list.

    A worker opens such a list twenty times a day and learns nothing by it that they did not know in the morning.
    """
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = AccessRecord.objects.filter(user_id=by.pk, route=route, action=Look.LIST, at__gte=day)
    noted = {key for pair in rows.values_list("person_id", "family_id") for key in pair}
    access_records_add(
        by=by,
        at=at,
        route=route,
        grounds={key: ground for key, ground in grounds.items() if key not in noted},
        family_grounds={key: ground for key, ground in family_grounds.items() if key not in noted},
        action=Look.LIST,
    )


def access_removal_add(*, keys: str, at: datetime.datetime) -> None:
    """Note, in the transaction of disposal, which rows of the log go with a file; ``keys`` is the query for them.

    A row that is gone without such a note was removed by somebody who had no right to.
    """
    with connection.cursor() as cursor:
        # No words of a person's: disposal writes ``keys`` from its own list of tables.
        cursor.execute(f"SELECT count(*), string_agg(uuid_send(key), '') FROM ({keys}) going (key)")  # noqa: S608
        rows, gone = cursor.fetchone()
    if rows:
        removal = AccessRemoval(at=at, rows=rows, keys=bytes(gone))
        removal.digest = removal_digest(settings.ACCESS_LOG_KEY.encode(), removal)
        removal.save()
