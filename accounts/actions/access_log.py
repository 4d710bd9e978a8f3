"""Writing the log of reads."""

import datetime
import uuid
from collections.abc import Mapping

from accounts.models import AccessRecord, User


def access_record_add(
    *,
    by: User,
    at: datetime.datetime,
    route: str,
    ground: str,
    person_id: uuid.UUID | None = None,
    family_id: uuid.UUID | None = None,
) -> None:
    """Note that somebody looked at a person or a family, through which page and on what ground."""
    AccessRecord.objects.create(
        at=at, user_id=by.pk, person_id=person_id, family_id=family_id, route=route, ground=ground
    )


def access_records_add(
    *, by: User, at: datetime.datetime, route: str, grounds: Mapping[uuid.UUID, str]
) -> None:
    """Note a page that showed several people at once: each person's key with the ground for showing them."""
    AccessRecord.objects.bulk_create(
        AccessRecord(at=at, user_id=by.pk, person_id=person_id, route=route, ground=ground)
        for person_id, ground in grounds.items()
    )
