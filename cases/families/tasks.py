"""Night work on how records were looked at."""

import datetime

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.actions.access_patterns import patterns_find


@shared_task
def find_access_patterns() -> None:
    """Each whole day of the last week, the oldest first: nights that were missed are made up for."""
    today = timezone.localdate()
    for days in range(settings.ACCESS_PATTERNS_LOOKED_BACK_DAYS, 0, -1):
        with acting_as_system("access patterns"):
            patterns_find(day=today - datetime.timedelta(days=days), at=timezone.now())
