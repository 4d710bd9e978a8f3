"""Which pairs and merges somebody may see: only with the right to merge, and only of records they may see."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.families.queries import family_is_seen, person_is_seen

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


class FamilyPairQuerySet(models.QuerySet[Any]):
    """Pairs of records that may be one family."""

    def visible_to(self, user: User) -> Self:
        """Those of which this person sees both."""
        if not user.can(Permission.RECORD_MERGE):
            return self.none()
        return self.filter(family_is_seen(user, "first_id"), family_is_seen(user, "second_id"))

    def waiting(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided_at__isnull=True)


class MergeQuerySet(RecordQuerySet[Any]):
    """Merges."""

    def seen_by(self, user: User) -> Self:
        """Those into people and families this person sees."""
        if not user.can(Permission.RECORD_MERGE):
            return self.none()
        of_people = Q(leader__isnull=False) & person_is_seen(user, "leader_id")
        of_families = Q(leader_family__isnull=False) & family_is_seen(user, "leader_family_id")
        return self.filter(of_people | of_families)

    def standing(self) -> Self:
        """Those that are in force."""
        return self.filter(state__in=STANDING)


def leader_of(user: User, person: uuid.UUID) -> uuid.UUID | None:
    """The record that a record which is gone was put into, for somebody who sees it: old links lead there.

    Asked of the database by a function, because whoever may open the leader's page need not have the right to merge.
    """
    return _leads_to("Person", "merge_leader", person, user)


def leader_of_family(user: User, family: uuid.UUID) -> uuid.UUID | None:
    """The same for a family."""
    return _leads_to("Family", "merge_leader_family", family, user)


def _leads_to(model: str, function: str, key: uuid.UUID, user: User) -> uuid.UUID | None:
    with_function = models.Func(
        models.Value(key), function=function, output_field=models.UUIDField(null=True)
    )
    rows = apps.get_model("families", model).objects.visible_to(user)
    found: uuid.UUID | None = rows.filter(pk=with_function).values_list("pk", flat=True).first()
    return found


def merged_into(people: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The keys that these people's records had before they were put together; only a job of the system sees all."""
    return [gone for gone, _ in _gone("leader", people)]


def merged_into_families(families: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """The keys these families' records had before they were put together, each with the family that it is now."""
    return _gone("leader_family", families)


def _gone(link: str, leaders: Collection[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    merges = apps.get_model("merging", "Merge").objects.standing().filter(**{f"{link}__in": list(leaders)})
    return list(merges.order_by("pk").values_list("other_id", f"{link}_id"))


def taken_apart_from(person: uuid.UUID) -> models.QuerySet[Any]:
    """Keys of rows that were on this person's record during a merge that was taken apart, and are somebody else's."""
    return _given_back(merge__leader=person)


def taken_apart_from_families(families: Collection[uuid.UUID]) -> models.QuerySet[Any]:
    """Keys of rows that were on these families' records during such a merge, and are another family's."""
    return _given_back(merge__leader_family__in=list(families))


def _given_back(**into: Any) -> models.QuerySet[Any]:
    steps = apps.get_model("merging", "MergeStep").objects.filter(
        merge__state="undone", kind__in=("moved", "removed"), **into
    )
    keys: models.QuerySet[Any] = steps.order_by().values("key")
    return keys
