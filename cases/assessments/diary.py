"""Team Around the Family meetings in the diary of the staff who go."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import MeetingInvitee, TeamMeeting
from cases.families.diary import DUE, RECORDED, Slot

KIND = "Team Around the Family meeting"
KEPT_FREE = datetime.timedelta(hours=1)
"""Nobody writes down when a meeting ends, so the diary keeps an hour."""


class Meetings:
    """The source that ``cases.assessments`` offers: who arranged a meeting and every colleague asked to it go."""

    def rows(
        self, *, user: User, workers: Collection[uuid.UUID], first: datetime.date, last: datetime.date
    ) -> QuerySet[Any]:
        """Meetings of these staff."""
        asked = MeetingInvitee.objects.visible_to(user).filter(meeting=OuterRef("pk"), worker__isnull=False)
        rows = TeamMeeting.objects.visible_to(user).filter(
            Q(arranged_by__in=workers) | Exists(asked.filter(worker__in=workers)),
            starts_at__gte=_midnight(first),
            starts_at__lt=_midnight(last + datetime.timedelta(days=1)),
        )
        told = asked.order_by().values("meeting")
        found: QuerySet[Any] = rows.select_related("plan__family", "arranged_by").annotate(
            keys=Subquery(told.annotate(all=ArrayAgg("worker", order_by="id")).values("all")),
            names=Subquery(told.annotate(all=ArrayAgg("worker__full_name", order_by="id")).values("all")),
        )
        return found

    def slot(self, row: Any, user: User) -> Slot:
        """A meeting with who of the staff goes."""
        going = {row.arranged_by_id: row.arranged_by.full_name}
        going |= dict(zip(row.keys or (), row.names or (), strict=True))
        family = row.plan.family
        return Slot(
            key=row.pk,
            starts_at=timezone.localtime(row.starts_at),
            ends_at=timezone.localtime(row.starts_at + KEPT_FREE),
            kind=KIND,
            what=f"{family.name} family",
            url=reverse("assessments:meeting", args=[family.pk, row.plan_id, row.pk]),
            workers=tuple(going.items()),
            families=frozenset({family.pk}),
            where=row.place,
            state=RECORDED if row.minutes else DUE,
        )


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
