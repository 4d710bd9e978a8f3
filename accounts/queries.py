"""Which teams and memberships: the ground on which everybody's view of families stands."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from accounts.permissions import Permission

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


class AccessRecordQuerySet(models.QuerySet[Any]):
    """The log of reads."""

    def visible_to(self, user: User) -> Self:
        """One's own looks; all of them to an auditor; to a manager those at the families and people they see."""
        if user.can(Permission.ACCESS_AUDIT):
            return self.all()
        found = Q(user_id=user.pk)
        if user.can(Permission.ACCESS_REVIEW):
            # By name, because accounts knows nothing of families; row security says the same again.
            for model, column in (("Family", "family_id"), ("Person", "person_id")):
                seen = apps.get_model("families", model)._default_manager.visible_to(user)
                found |= Q(Exists(seen.filter(pk=OuterRef(column))))
        return self.filter(found)

    def about(self, *, families: Iterable[uuid.UUID] = (), people: Iterable[uuid.UUID] = ()) -> Self:
        """Looks at any of these families and people."""
        return self.filter(Q(family_id__in=list(families)) | Q(person_id__in=list(people)))
