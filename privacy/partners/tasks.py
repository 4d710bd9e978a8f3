"""Destroying files whose link has ended."""

import datetime

from celery import shared_task
from django.utils import timezone

from accounts.actor import acting_as_system
from privacy.partners.actions.downloads import downloads_forget

JOB = "partner-downloads"
UNUSED = datetime.timedelta(days=7)


@shared_task
def forget_ended_downloads() -> None:
    """Every ten minutes: what opens nothing any more, and what nobody handed over within a week. Safe to run twice."""
    with acting_as_system(JOB):
        downloads_forget(at=timezone.now(), unused=UNUSED)
