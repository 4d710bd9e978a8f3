"""Making and ending one's own calendar address."""

import datetime
import secrets

from django.db import transaction

from accounts.models import User
from cases.diary.models import CalendarFeed
from cases.diary.rules import digest

BYTES_OF_CHANCE = 32


@transaction.atomic
def feed_make(*, by: User, at: datetime.datetime) -> str:
    """A new key, told this once; the address with an earlier one ends at the same moment."""
    key = secrets.token_urlsafe(BYTES_OF_CHANCE)
    CalendarFeed.objects.filter(owner=by).delete()
    CalendarFeed.objects.create(owner=by, digest=digest(key), made_at=at)
    return key


@transaction.atomic
def feed_end(*, by: User) -> bool:
    """End one's own address; ``False`` when there was none."""
    return bool(CalendarFeed.objects.filter(owner=by).delete()[0])
