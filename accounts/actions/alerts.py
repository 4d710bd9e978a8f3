"""Telling a member of staff something at once."""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from accounts.models import Alert, AlertEmail, AlertKind, User


@transaction.atomic
def alerts_raise(
    *,
    to: Iterable[User],
    kind: AlertKind,
    at: datetime.datetime,
    route: str = "",
    key: uuid.UUID | None = None,
    detail: str = "",
) -> None:
    """One alert for each person, in the transaction of what happened: it cannot be lost, nor told of nothing.

    Where the council has a mail server, an email waits to be sent too; ``detail`` goes into that alone.
    """
    raised = [Alert(user=user, kind=kind, route=route, key=key, raised_at=at) for user in to]
    Alert.objects.bulk_create(raised)
    if settings.EMAIL_SERVER:
        AlertEmail.objects.bulk_create(
            AlertEmail(alert=alert, detail=detail, next_try_at=at) for alert in raised
        )


@transaction.atomic
def alerts_see(*, by: User, at: datetime.datetime) -> None:
    """Note that somebody has opened what waited for them."""
    Alert.objects.visible_to(by).waiting().update(seen_at=at)
