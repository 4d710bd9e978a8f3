"""The nightly work: proposing what is due, destroying what was approved. Both are safe to run at any time, twice."""

import logging
import uuid

from celery import shared_task
from django.db import OperationalError as DatabaseBusy
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from retention.actions.destruction import batch_destroy
from retention.actions.lists import list_propose
from retention.queries.lists import lists_to_destroy

TRIES = 60  # half a second each

log = logging.getLogger(__name__)


@shared_task
def propose_disposal() -> None:
    """Bring the proposed list up to date with what is due today."""
    with acting_as_system("retention"):
        list_propose(on=timezone.localdate(), at=timezone.now())


@shared_task
def destroy_approved() -> None:
    """Destroy every approved list that has cooled off, one transaction a batch; stopped anywhere, it goes on later."""
    with acting_as_system("retention"):
        waiting = lists_to_destroy(timezone.now())
    for list_id in waiting:
        while _destroy_batch(list_id):
            pass
        log.info("Disposal list %s: nothing left to do for now", list_id)


def _destroy_batch(list_id: uuid.UUID) -> bool:
    """One batch; somebody who is writing comes first, for as many tries as they may need."""
    for _ in range(TRIES):
        try:
            with acting_as_system("retention"):
                return batch_destroy(list_id=list_id, on=timezone.localdate(), at=timezone.now())
        except DatabaseBusy:
            continue
    log.warning("Disposal list %s: somebody kept writing; the next run goes on", list_id)
    return False


def nudge_destruction() -> None:
    """Ask a worker to look now, not tonight. A broker that is away changes nothing: the night run finds the list."""
    try:
        destroy_approved.delay()
    except (OperationalError, OSError):
        log.warning("The broker is away; approved lists wait for the night run")
