"""Which texts somebody may see, and which deliveries are due."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db import models

from accounts.models import User
from accounts.records import RecordQuerySet
from cases.families.queries import family_is_seen


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
