"""Telling a member of staff something at once."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.models import Alert, AlertKind, User


@transaction.atomic
def alerts_raise(
    *,
    to: Iterable[User],
    kind: AlertKind,
    at: datetime.datetime,
    route: str = "",
    key: uuid.UUID | None = None,
) -> None:
    """One alert for each person, in the transaction of what happened: it cannot be lost, nor told of nothing."""
    Alert.objects.bulk_create(Alert(user=user, kind=kind, route=route, key=key, raised_at=at) for user in to)


@transaction.atomic
def alerts_see(*, by: User, at: datetime.datetime) -> None:
    """Note that somebody has opened what waited for them."""
    Alert.objects.visible_to(by).waiting().update(seen_at=at)
