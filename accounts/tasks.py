"""Work on the log of reads that nobody waits for. Each task is safe to run at any time, twice."""

import datetime
import logging

from celery import shared_task
from django.utils import timezone

from accounts.actions.access_seals import ROWS_AT_ONCE, access_log_make_parts, access_log_seal
from accounts.actor import acting_as_system

JOB = "access-log"
AHEAD = datetime.timedelta(days=92)

logger = logging.getLogger(__name__)


@shared_task
def seal_access_log() -> None:
    """Seal what was added since. The head in the process log lets an auditor see later that no seal was cut off."""
    more = True
    while more:
        with acting_as_system(JOB):
            seal = access_log_seal(at=timezone.now())
        more = seal is not None and seal.rows == ROWS_AT_ONCE
        if seal is not None:
            logger.info("Access log sealed, head %s", seal.head)


@shared_task
def make_access_log_parts() -> None:
    """Have the parts of this month and the next three ready; a night that fails leaves two months of nights to go."""
    today = timezone.localdate()
    with acting_as_system(JOB):
        access_log_make_parts(first=today, last=today + AHEAD)
