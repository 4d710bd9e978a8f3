"""Later work on data requests. A message carries a key and is only a nudge; the sweep finds what was missed."""

import logging
import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from privacy.actions.packs import pack_claim, pack_collect_next, pack_fail, pack_finish, waiting_packs

JOB = "subject-access"
logger = logging.getLogger(__name__)


@shared_task
def collect_pack(pack_id: str) -> None:
    """Collect one pack from where it stands to the end. Safe to run twice: the second finds it taken or done."""
    key = uuid.UUID(pack_id)
    with acting_as_system(JOB):
        if not pack_claim(pack_id=key, at=timezone.now()):
            return
    try:
        _collect(key)
    except Exception:
        # Any fault must reach the officer's page. The log formatter leaves out its words, which may quote a record.
        logger.exception("Pack %s stopped", key)
        with acting_as_system(JOB):
            pack_fail(pack_id=key)


@shared_task
def collect_waiting_packs() -> None:
    """The sweep: whatever waits, or was left by a worker that died."""
    with acting_as_system(JOB):
        waiting = waiting_packs(timezone.now())
    for pack_id in waiting:
        collect_pack(str(pack_id))


def nudge(pack_id: uuid.UUID) -> None:
    """Tell a worker now instead of at the next sweep; a dead broker costs half a minute and nothing else."""
    try:
        collect_pack.delay(str(pack_id))
    except (OperationalError, OSError):
        logger.warning("The broker is away: pack %s waits for the sweep", pack_id)


def _collect(key: uuid.UUID) -> None:
    more = True
    while more:
        with acting_as_system(JOB):
            more = pack_collect_next(pack_id=key, at=timezone.now())
    with acting_as_system(JOB):
        pack_finish(pack_id=key, at=timezone.now(), on=timezone.localdate())
