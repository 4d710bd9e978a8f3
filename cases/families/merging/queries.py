"""Which pairs and merges somebody may see: only with the right to merge, and only of people they may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import models

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.families.queries import person_is_seen

STANDING = ("done", "unmerge_asked")
"""States in which the other record is gone."""


class DuplicatePairQuerySet(models.QuerySet[Any]):
    """Pairs of records that may be one person."""

    def visible_to(self, user: User) -> Self:
        """Those of which this person sees both: half a pair would tell of somebody hidden."""
        if not user.can(Permission.RECORD_MERGE):
            return self.none()
        return self.filter(person_is_seen(user, "first_id"), person_is_seen(user, "second_id"))

    def waiting(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided_at__isnull=True)


class MergeQuerySet(RecordQuerySet[Any]):
    """Merges."""

    def seen_by(self, user: User) -> Self:
        """Those into people this person sees."""
        if not user.can(Permission.RECORD_MERGE):
            return self.none()
        return self.filter(person_is_seen(user, "leader_id"))

    def standing(self) -> Self:
        """Those that are in force."""
        return self.filter(state__in=STANDING)


def leader_of(user: User, person: uuid.UUID) -> uuid.UUID | None:
    """The record that a record which is gone was put into, for somebody who sees it: old links lead there.

    Asked of the database by a function, because whoever may open the leader's page need not have the right to merge.
    """
    with_function = models.Func(
        models.Value(person), function="merge_leader", output_field=models.UUIDField(null=True)
    )
    people = apps.get_model("families", "Person").objects.visible_to(user)
    found: uuid.UUID | None = people.filter(pk=with_function).values_list("pk", flat=True).first()
    return found


def merged_into(people: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The keys that these people's records had before they were put together; only a job of the system sees all."""
    merges = apps.get_model("merging", "Merge").objects.standing().filter(leader__in=people)
    return list(merges.order_by("pk").values_list("other_id", flat=True))


def taken_apart_from(person: uuid.UUID) -> models.QuerySet[Any]:
    """Keys of rows that were on this person's record during a merge that was taken apart, and are somebody else's."""
    steps = apps.get_model("merging", "MergeStep").objects.filter(
        merge__leader=person, merge__state="undone", kind__in=("moved", "removed")
    )
    keys: models.QuerySet[Any] = steps.order_by().values("key")
    return keys
