"""Which texts somebody may see, and which deliveries are due."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.families.models import UseLock
from cases.families.queries import family_is_seen, person_is_seen

OBJECTED = "They asked us not to text them. Ring or write instead."
LOCKED = "What we hold about them may not be used now. Ask the information officers."


class TextQuerySet(RecordQuerySet[Any]):
    """Texts."""

    def seen_by(self, user: User) -> Self:
        """Texts of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def broken_phones(self, phones: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Of these phones, the ones where the last text that came to an end found a number that does not work."""
        ends = (
            self.filter(phone__in=list(phones), delivery__status__in=["delivered", "permanent-failure"])
            .order_by("phone_id", "-delivery__completed_at", "-id")
            .distinct("phone_id")
            .values_list("phone_id", "delivery__status")
        )
        return {phone for phone, status in ends if status == "permanent-failure"}


class TextStopQuerySet(RecordQuerySet[Any]):
    """Objections to texts."""

    def seen_by(self, user: User) -> Self:
        """Those of people this person sees; information officers, who answer objections, see all."""
        if user.can(Permission.REQUEST_HANDLE):
            return self
        return self.filter(person_is_seen(user, "person_id"))

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(lifted_at__isnull=True)


class DeliveryQuerySet(models.QuerySet[Any]):
    """Deliveries."""

    def to_send(self, at: datetime.datetime) -> Self:
        """Waiting and due, or claimed by somebody who did not come back; longest due first."""
        return self.filter(status__in=["queued", "sending"], next_try_at__lte=at).order_by(
            "next_try_at", "pk"
        )

    def to_ask_about(self, at: datetime.datetime) -> Self:
        """Taken on by Notify, with no receipt for longer than one should take; longest due first."""
        return self.filter(status="sent-to-notify", next_try_at__lte=at).order_by("next_try_at", "pk")


def phone_texts() -> TextQuerySet:
    """All texts the actor may see, for questions about their phones."""
    texts: TextQuerySet = apps.get_model("texts", "Text").objects.all()
    return texts


def texting_forbidden(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Of these people, whom nobody may text whatever their number, each with the reason for the worker; two queries."""
    keys = list(people)
    stops = apps.get_model("texts", "TextStop").objects.standing().filter(person__in=keys)
    locks = UseLock.objects.standing()
    locked = locks.filter(record_id__isnull=True, person__in=keys).values_list("person_id")
    by_family = locks.filter(record_id__isnull=True, family__memberships__person__in=keys)
    found = dict.fromkeys(
        (key for (key,) in locked.union(by_family.values_list("family__memberships__person_id"))), LOCKED
    )
    return found | dict.fromkeys(stops.values_list("person_id", flat=True), OBJECTED)
