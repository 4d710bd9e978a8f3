"""Which teams and memberships: the ground on which everybody's view of families stands."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from accounts.models import User


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships by date."""

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day; the last day counts."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on, user__is_active=True
        )


class TeamQuerySet(models.QuerySet[Any]):
    """Teams by who works in them or manages them."""

    def of(self, user: User | Any) -> Self:
        """Teams whose families this person sees: their own, and for a manager the teams below too.

        One SQL function answers both here and in row security, so that the two cannot drift apart.
        """
        return self.filter(pk__in=RawSQL("SELECT team_ids_of(%s)", [user.pk]))


class AlertQuerySet(models.QuerySet[Any]):
    """Alerts."""

    def visible_to(self, user: User) -> Self:
        """One's own, and nobody else's."""
        return self.filter(user=user)

    def waiting(self) -> Self:
        """Those not opened yet."""
        return self.filter(seen_at__isnull=True)
