"""Writing the log of reads."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import AccessRecord, Membership, Team, User


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


@transaction.atomic
def staff_save(*, row: User | Team | Membership, by: User, reason: str) -> None:
    """Write a member of staff, a team or a job, new or changed, with who and why."""
    name_author(row, by=by, reason=reason)
    row.save()


@transaction.atomic
def first_administrator_add(*, email: str, full_name: str, password: str, on: datetime.date) -> User:
    """The first person of a new portal, in a team of their own; from then on administrators add people."""
    user = User(email=email, full_name=full_name)
    user.set_password(password)
    team = Team(name="Administration")
    for row in (user, team, Membership(user=user, team=team, role="admin", started_on=on)):
        name_author(row, by=None, reason="First administrator of a new portal")
        row.save()
    return user
