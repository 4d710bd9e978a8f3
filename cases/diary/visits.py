"""Visits as the diary shows them, and what a contact begins with that is recorded from one."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.contacts.models import ContactKind
from cases.diary.models import Visit
from cases.diary.rules import may_be_recorded, minutes, moment
from cases.families.diary import CALLED_OFF, DUE, RECORDED, Slot
from cases.families.models import Family

KIND = "Visit"


class Visits:
    """The source that the diary itself offers."""

    def rows(
        self, *, user: User, workers: Collection[uuid.UUID], first: datetime.date, last: datetime.date
    ) -> QuerySet[Any]:
        """Visits of these staff."""
        found = Visit.objects.visible_to(user).of(workers).between(first, last).with_recorded(user)
        rows: QuerySet[Any] = found.select_related("family", "worker", "second_worker")
        return rows

    def slot(self, row: Any, user: User) -> Slot:
        """A visit, with the way to write it up while that has not been done."""
        return slot_of(row, user, timezone.now())


def slot_of(visit: Any, user: User, now: datetime.datetime) -> Slot:
    """A visit that came with its family, its workers and whether it is recorded."""
    going = [worker for worker in (visit.worker, visit.second_worker) if worker]
    state = CALLED_OFF if visit.is_called_off else RECORDED if visit.is_recorded else DUE
    may_record = state == DUE and may_be_recorded(visit, now) and user.can(Permission.CONTACT_RECORD)
    return Slot(
        key=visit.pk,
        starts_at=moment(visit.visit_on, visit.starts_at),
        ends_at=moment(visit.visit_on, visit.ends_at),
        kind=KIND,
        what=f"{visit.family.name} family",
        url=reverse("diary:visit", args=[visit.family_id, visit.pk]),
        workers=tuple((worker.pk, worker.full_name) for worker in going),
        families=frozenset({visit.family_id}),
        where=visit.get_place_display(),
        note=visit.purpose,
        state=state,
        record_url=record_url(visit) if may_record else "",
    )


def record_url(visit: Visit) -> str:
    """The form for a contact, filled in with when and where the visit was; the address says neither."""
    place = reverse("contacts:record", args=[visit.family_id])
    return f"{place}?{urlencode({'from': 'visit', 'key': visit.pk})}"


def contact_of_visit(family: Family, key: uuid.UUID, user: User) -> dict[str, Any] | None:
    """What the form for a contact begins with: the visit's key, so that it is written up once, and its times."""
    visit = Visit.objects.visible_to(user).filter(family=family, pk=key, called_off_at__isnull=True).first()
    if visit is None:
        return None
    return {
        "contact": visit.pk,
        "kind": ContactKind.VISIT.value,
        "happened_on": visit.visit_on,
        "started_at": visit.starts_at,
        "minutes": minutes(visit),
        "place": visit.get_place_display(),
    }
