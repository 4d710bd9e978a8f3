"""Preparing packs and setting what goes out. A message carries a key and is only a nudge; the sweep finds the rest."""

from __future__ import annotations

import logging
import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from privacy.redaction.actions.prepare import review_fail, review_prepare, reviews_waiting
from privacy.redaction.actions.reading import output_fail, output_make

JOB = "subject-access"
logger = logging.getLogger(__name__)


@shared_task
def see_to_review(review_id: str) -> None:
    """Prepare it, or set and check its output, whichever waits. Safe to run twice: one of them finds it done."""
    key = uuid.UUID(review_id)
    try:
        with acting_as_system(JOB):
            if not review_prepare(review_id=key, at=timezone.now()):
                output_make(review_id=key, at=timezone.now())
    except Exception:
        # Any fault must reach the officer's page. The log formatter leaves out its words, which may quote a record.
        logger.exception("Looking through %s stopped", key)
        with acting_as_system(JOB):
            review_fail(review_id=key)
            output_fail(review_id=key)


@shared_task
def see_to_reviews() -> None:
    """The sweep: whatever waits."""
    with acting_as_system(JOB):
        waiting = reviews_waiting()
    for review_id in waiting:
        see_to_review(str(review_id))


def nudge_review(review_id: uuid.UUID) -> None:
    """Tell a worker now instead of at the next sweep."""
    try:
        see_to_review.delay(str(review_id))
    except (OperationalError, OSError):
        logger.warning("The broker is away: %s waits for the sweep", review_id)
