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

from accounts.models import Membership, Team, User
from accounts.records import RecordQuerySet


def visible_involvements(user: User) -> Q:
    """Held by a team whose families this person sees, or allocated to them and still open."""
    return Q(team__in=Team.objects.of(user)) | Q(allocated_to=user, ended_on__isnull=True)


class InvolvementQuerySet(RecordQuerySet[Any]):
    """Involvements."""

    def visible_to(self, user: User) -> Self:
        """All involvements of each family this person sees, other teams' too: who else helps is part of the file."""
        return self.filter(family__in=_families(user))

    def open_on(self, on: datetime.date) -> Self:
        """Those open on a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)

    def with_ground(self, user: User, on: datetime.date) -> Self:
        """Each with ``is_own_team``, where this person works, and ``is_seen_team``, theirs or one they manage."""
        jobs = Membership.objects.current(on).filter(user=user, team=OuterRef("team"))
        return self.annotate(is_own_team=Exists(jobs), is_seen_team=Q(team__in=Team.objects.of(user)))


class FamilyQuerySet(RecordQuerySet[Any]):
    """Families."""

    def visible_to(self, user: User) -> Self:
        """Families with an involvement that is this person's ground to see them."""
        involvement = apps.get_model("families", "Involvement")
        return self.filter(
            Exists(involvement.objects.filter(visible_involvements(user), family=OuterRef("pk")))
        )


class RowsOfFamilyQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a family."""

    def visible_to(self, user: User) -> Self:
        """Rows of the families this person sees."""
        return self.filter(family__in=_families(user))

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day; no first day means since ever."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class PersonQuerySet(RecordQuerySet[Any]):
    """People."""

    def visible_to(self, user: User) -> Self:
        """Members, present and past, of the families this person sees."""
        return self.filter(Exists(_memberships(user).filter(person=OuterRef("pk"))))


class RowsOfPersonQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a person."""

    def visible_to(self, user: User) -> Self:
        """Rows of the people this person sees."""
        return self.filter(Exists(_memberships(user).filter(person=OuterRef("person_id"))))


class RelationshipQuerySet(RecordQuerySet[Any]):
    """Relationships."""

    def visible_to(self, user: User) -> Self:
        """Relationships of which this person sees both ends: a hidden relative is not even hinted at."""
        return self.filter(
            Exists(_memberships(user).filter(person=OuterRef("person_id"))),
            Exists(_memberships(user).filter(person=OuterRef("relative_id"))),
        )


class ContactPointQuerySet(RecordQuerySet[Any]):
    """Addresses, phones and emails."""

    def visible_to(self, user: User) -> Self:
        """Those of people this person sees, save the ones that began after the person had left the family.

        Whoever moved out, perhaps to safety, does not leave a trail to the old household's workers.
        """
        membership = _memberships(user).filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("started_on")), person=OuterRef("person_id")
        )
        return self.filter(Exists(membership))

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class DraftQuerySet(models.QuerySet[Any]):
    """Unsent forms."""

    def visible_to(self, user: User) -> Self:
        """Nobody's but their writer's, and only while the writer still sees the family."""
        return self.filter(Q(family__isnull=True) | Q(family__in=_families(user)), owner=user)


def _families(user: User) -> FamilyQuerySet:
    families: FamilyQuerySet = apps.get_model("families", "Family").objects.all()
    return families.visible_to(user)


def _memberships(user: User) -> RowsOfFamilyQuerySet:
    memberships: RowsOfFamilyQuerySet = apps.get_model("families", "FamilyMembership").objects.all()
    return memberships.visible_to(user)
