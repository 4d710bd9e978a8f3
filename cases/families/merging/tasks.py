"""Work of the system on duplicate records. A message carries a key and is only a nudge; the sweep finds the rest."""

import logging
import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from cases.families.merging.actions.carry_out import merge_carry_out
from cases.families.merging.actions.find import family_pairs_find, pairs_find
from cases.families.merging.actions.take_apart import unmerge_carry_out
from cases.families.merging.models import Merge, MergeState

JOB = "merging"
logger = logging.getLogger(__name__)


@shared_task
def carry_out(merge_id: str) -> None:
    """Put together, or take apart, what one merge asks for; each does nothing unless it is its turn."""
    key, now = uuid.UUID(merge_id), timezone.now()
    with acting_as_system(JOB):
        merge_carry_out(merge_id=key, at=now)
    with acting_as_system(JOB):
        unmerge_carry_out(merge_id=key, at=now)


@shared_task
def carry_out_waiting() -> None:
    """The sweep: whatever was asked for and not done. One that fails does not keep the others from their turn."""
    with acting_as_system(JOB):
        states = [MergeState.ASKED, MergeState.UNMERGE_ASKED]
        waiting = list(Merge.objects.filter(state__in=states).values_list("pk", flat=True))
    for key in waiting:
        try:
            carry_out(str(key))
        except Exception:  # the log leaves out the words of an error, which may quote a record
            logger.exception("Merge %s stopped", key)


@shared_task
def find_duplicates() -> None:
    """The search of the night."""
    with acting_as_system(JOB):
        pairs_find(at=timezone.now())
    with acting_as_system(JOB):
        family_pairs_find(at=timezone.now())


def nudge(merge_id: uuid.UUID) -> None:
    """Tell a worker now instead of at the next sweep."""
    try:
        carry_out.delay(str(merge_id))
    except (OperationalError, OSError):
        logger.warning("The broker is away: merge %s waits for the sweep", merge_id)
