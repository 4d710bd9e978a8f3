"""Carrying out what officers decided: now, when a worker is there, and with the next minute otherwise."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from privacy.rights.actions.carrying_out import decision_carry_out
from privacy.rights.models import Decision

log = logging.getLogger(__name__)


@shared_task
def carry_out_decisions() -> None:
    """Each decision that counts and is not done; safe to run at any time, twice."""
    with acting_as_system("rights"):
        waiting = list(Decision.objects.to_carry_out().order_by("decided_at").values_list("pk", flat=True))
    for key in waiting:
        with acting_as_system("rights"):
            decision_carry_out(decision_id=key, at=timezone.now())


def nudge_decisions() -> None:
    """Ask a worker to look now. A broker that is away changes nothing: the next minute finds it."""
    try:
        carry_out_decisions.delay()
    except (OperationalError, OSError):
        log.warning("The broker is away; decisions wait for the next minute")
