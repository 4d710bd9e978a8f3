"""Work of the system at the front door. A message carries a key and is only a nudge; the sweep finds the rest."""

import logging
import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from cases.referrals.actions.web import web_referral_take
from cases.referrals.models import WebReferral

JOB = "referrals"
logger = logging.getLogger(__name__)


@shared_task
def take_web_referral(key: str) -> None:
    """One was just sent: put it on the board now."""
    with acting_as_system(JOB):
        web_referral_take(key=uuid.UUID(key), now=timezone.now())


@shared_task
def take_web_referrals() -> None:
    """The sweep: whatever was sent and is on no board. One that fails does not keep the others from their turn."""
    with acting_as_system(JOB):
        waiting = list(WebReferral.objects.values_list("pk", flat=True))
    for key in waiting:
        try:
            take_web_referral(str(key))
        except Exception:  # the log leaves out the words of an error, which may quote what was sent
            logger.exception("Web referral %s stopped", key)


def nudge(key: uuid.UUID) -> None:
    """Tell a worker now instead of at the next sweep."""
    try:
        take_web_referral.delay(str(key))
    except (OperationalError, OSError):
        logger.warning("The broker is away: web referral %s waits for the sweep", key)
