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
from accounts.roles import ROLE_BY_CODE, managing_roles, roles_with

if TYPE_CHECKING:
    from accounts.models import Membership, User


class MembershipQuerySet(models.QuerySet[Any]):
    """Memberships by date."""

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day; the last day counts."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on, user__is_active=True
        )

    def cannot_do_without(self, membership: Membership, on: datetime.date) -> bool:
        """Whether ending it would leave the council without an administrator, or a team without its manager."""
        others = self.current(on).exclude(user=membership.user_id)
        role = ROLE_BY_CODE[membership.role]
        if Permission.STAFF_MANAGE in role.permissions:
            return not others.filter(role__in=roles_with(Permission.STAFF_MANAGE)).exists()
        managers = others.filter(team=membership.team_id, role__in=managing_roles())
        return role.manages_team and not managers.exists()


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


class MembershipReviewQuerySet(models.QuerySet[Any]):
    """Reviews of memberships."""

    def visible_to(self, user: User) -> Self:
        """One's own, to read, and those one is asked to decide: of the teams one answers for, or as administrator."""
        return self.filter(Q(membership__user=user) | _asked_of(user))

    def asked_of(self, user: User) -> Self:
        """Those this person may decide and that are waiting. Nobody is ever asked about themselves."""
        return self.filter(_asked_of(user), decided_at__isnull=True).exclude(membership__user=user)

    def waiting(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided_at__isnull=True)


def teams_answered_for(user: User) -> RawSQL:
    """Teams this person leads, and the teams below: they answer for how its members work. Row security asks it too."""
    return RawSQL("SELECT team_ids_answered_for(%s)", [user.pk])


def _asked_of(user: User) -> Q:
    asked = Q(membership__team__in=teams_answered_for(user))
    if user.can(Permission.STAFF_MANAGE):
        asked |= Q(is_for_administrators=True)
    return asked
