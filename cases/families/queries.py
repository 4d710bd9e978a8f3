"""Which people and families somebody may see. Every list and every object on a page starts at ``visible_to``.

The ground is the involvement: held by one of your teams (or a team you manage), or allocated to you. Row security in
PostgreSQL says the same again.
"""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.queries import teams_answered_for
from accounts.records import RecordQuerySet


def visible_involvements(user: User) -> Q:
    """Held by a team whose families this person sees, or allocated to them and still open."""
    return Q(team__in=user.team_ids()) | Q(allocated_to=user, ended_on__isnull=True)


def family_is_seen(user: User, family: str) -> Exists:
    """Whether the family that a row names in this field has an involvement that is this person's ground."""
    involvements = apps.get_model("families", "Involvement").objects
    return Exists(involvements.filter(visible_involvements(user), family=OuterRef(family)))


def person_is_seen(user: User, person: str) -> Exists:
    """Whether the person that a row names in this field is or was in a family this person sees."""
    found = apps.get_model("families", "FamilyMembership").objects.visible_to(user)
    return Exists(found.filter(person=OuterRef(person)))


class InvolvementQuerySet(RecordQuerySet[Any]):
    """Involvements."""

    def visible_to(self, user: User) -> Self:
        """All involvements of each family this person sees, other teams' too: who else helps is part of the file."""
        return self.filter(family_is_seen(user, "family_id"))

    def open_on(self, on: datetime.date) -> Self:
        """Those open on a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)

    def with_ground(self, user: User, on: datetime.date) -> Self:
        """Each with ``is_own_team``, where this person works, and ``is_seen_team``, theirs or one they manage."""
        jobs = Membership.objects.current(on).filter(user=user, team=OuterRef("team"))
        return self.annotate(is_own_team=Exists(jobs), is_seen_team=Q(team__in=user.team_ids()))


class FamilyQuerySet(RecordQuerySet[Any]):
    """Families."""

    def visible_to(self, user: User) -> Self:
        """Families with an involvement that is this person's ground to see them."""
        return self.filter(family_is_seen(user, "pk"))


class RowsOfFamilyQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a family."""

    def visible_to(self, user: User) -> Self:
        """Rows of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day; no first day means since ever."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class PersonQuerySet(RecordQuerySet[Any]):
    """People."""

    def visible_to(self, user: User) -> Self:
        """Members, present and past, of the families this person sees."""
        return self.filter(person_is_seen(user, "pk"))


class RowsOfPersonQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a person."""

    def visible_to(self, user: User) -> Self:
        """Rows of the people this person sees."""
        return self.filter(person_is_seen(user, "person_id"))


class RelationshipQuerySet(RecordQuerySet[Any]):
    """Relationships."""

    def visible_to(self, user: User) -> Self:
        """Relationships of which this person sees both ends: a hidden relative is not even hinted at."""
        return self.filter(person_is_seen(user, "person_id"), person_is_seen(user, "relative_id"))


class ContactPointQuerySet(RecordQuerySet[Any]):
    """Addresses, phones and emails."""

    def visible_to(self, user: User) -> Self:
        """Those of people this person sees, save the ones that began after the person had left the family.

        Whoever moved out, perhaps to safety, does not leave a trail to the old household's workers.
        """
        memberships = apps.get_model("families", "FamilyMembership").objects.visible_to(user)
        before_leaving = Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("started_on"))
        return self.filter(Exists(memberships.filter(before_leaving, person=OuterRef("person_id"))))

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class DraftQuerySet(models.QuerySet[Any]):
    """Unsent forms."""

    def visible_to(self, user: User) -> Self:
        """Nobody's but their writer's, and only while the writer still sees the family."""
        return self.filter(Q(family__isnull=True) | Q(family_is_seen(user, "family_id")), owner=user)


class AccessPatternQuerySet(models.QuerySet[Any]):
    """Ways of looking that somebody should ask about."""

    def visible_to(self, user: User) -> Self:
        """Those about staff of the teams one answers for, as they worked that day; auditors see all.

        Nobody sees what is about themselves.
        """
        others = self.exclude(user=user)
        if user.can(Permission.ACCESS_AUDIT):
            return others
        jobs = Membership.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("day")),
            user=OuterRef("user"),
            started_on__lte=OuterRef("day"),
            team__in=teams_answered_for(user),
        )
        return others.filter(Exists(jobs))

    def waiting(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided_at__isnull=True)
