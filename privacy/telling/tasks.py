"""Later work of telling. A message carries a key and is only a nudge; the sweep finds what was missed."""

from __future__ import annotations

import logging
import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from privacy.telling.actions.runs import telling_step, unfinished

JOB = "telling"
logger = logging.getLogger(__name__)


@shared_task
def tell(telling_id: str) -> None:
    """Work through a run from where it stands. Safe to run twice and to kill."""
    more = True
    while more:
        with acting_as_system(JOB):
            more = telling_step(telling_id=uuid.UUID(telling_id), on=timezone.localdate(), at=timezone.now())


@shared_task
def tell_unfinished() -> None:
    """The sweep: every run that is not at its end."""
    with acting_as_system(JOB):
        keys = unfinished()
    for key in keys:
        tell(str(key))


def nudge(telling_id: uuid.UUID) -> None:
    """Tell a worker now instead of at the next sweep; a dead broker costs half a minute and nothing else."""
    try:
        tell.delay(str(telling_id))
    except (OperationalError, OSError):
        logger.warning("The broker is away: run %s waits for the sweep", telling_id)
