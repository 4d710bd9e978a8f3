"""The outbox of emails to staff: taken up for a while, gone once sent. Call as a job of the system."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from accounts.models import AlertEmail

LEASE = datetime.timedelta(minutes=5)
"""How long one try may take; a row whose worker died, or whose server refused it, is due again after that."""

MOST_TRIES = 6
"""About half an hour. The alert itself waits on every page anyway."""


@dataclass(frozen=True)
class EmailClaim:
    """An email this worker has taken up."""

    alert_id: uuid.UUID
    kind: str
    detail: str
    raised_at: datetime.datetime
    address: str = field(repr=False)


@transaction.atomic
def emails_claim(*, at: datetime.datetime, at_most: int) -> list[EmailClaim]:
    """Take up the longest due emails; those that another worker holds are passed over, hopeless ones dropped."""
    AlertEmail.objects.filter(next_try_at__lte=at, attempts__gte=MOST_TRIES).delete()
    due = AlertEmail.objects.filter(next_try_at__lte=at, alert__user__is_active=True).order_by("next_try_at")
    rows = list(due.select_for_update(skip_locked=True, of=("self",)).select_related("alert__user")[:at_most])
    keys = [row.pk for row in rows]
    AlertEmail.objects.filter(pk__in=keys).update(next_try_at=at + LEASE, attempts=F("attempts") + 1)
    return [
        EmailClaim(row.pk, row.alert.kind, row.detail, row.alert.raised_at, row.alert.user.email)
        for row in rows
    ]


@transaction.atomic
def email_sent(*, alert_id: uuid.UUID) -> None:
    """The mail server has taken it: nothing of it is kept."""
    AlertEmail.objects.filter(pk=alert_id).delete()
