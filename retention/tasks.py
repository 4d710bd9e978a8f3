"""The nightly work: proposing files that are due, destroying what was approved, carrying out the rules about rows.

Each is safe to run at any time, twice.
"""

import logging
from collections.abc import Callable
from functools import partial

from celery import shared_task
from django.db import OperationalError as DatabaseBusy
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.actor import acting_as_system
from accounts.keys import new_key
from cases.documents.tasks import clean_folder
from privacy.models.data_request import RequestRight
from privacy.rights.models import Decision
from retention.actions.destruction import batch_destroy
from retention.actions.erasure import erasure_carry_out
from retention.actions.lists import list_propose
from retention.actions.row_rules import CARRY_OUT, row_rule_carry_out
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
        while _patiently(partial(batch_destroy, list_id=list_id), f"Disposal list {list_id}"):
            pass
        log.info("Disposal list %s: nothing left to do for now", list_id)
    if waiting:
        clean_folder()  # the rows are gone; their files follow at once, and at the latest with beat's next minute


@shared_task
def carry_out_row_rules() -> None:
    """Blank or destroy single rows whose period is over: numbers of texts, answered requests, drafts, staff who left.

    The two officers are for files of families. These go by themselves under the approved schedule, never without it.
    """
    run = new_key()
    for code in CARRY_OUT:
        while _patiently(partial(row_rule_carry_out, code=code, run=run), f"Rule {code}"):
            pass


@shared_task
def carry_out_erasures() -> None:
    """Erase what officers granted, as soon as nothing keeps it; safe to run at any time, twice."""
    with acting_as_system("retention"):
        granted = Decision.objects.to_carry_out().filter(right=RequestRight.ERASURE)
        waiting = list(granted.order_by("decided_at").values_list("pk", flat=True))
    for key in waiting:
        for _ in range(TRIES):
            try:
                with acting_as_system("retention"):
                    erasure_carry_out(decision_id=key, at=timezone.now())
            except DatabaseBusy:
                continue
            break


def _patiently(batch: Callable[..., bool], name: str) -> bool:
    """One batch; somebody who is writing comes first, for as many tries as they may need."""
    for _ in range(TRIES):
        try:
            with acting_as_system("retention"):
                return batch(on=timezone.localdate(), at=timezone.now())
        except DatabaseBusy:
            continue
    log.warning("%s: somebody kept writing; the next run goes on", name)
    return False


def nudge_destruction() -> None:
    """Ask a worker to look now, not tonight. A broker that is away changes nothing: the night run finds the list."""
    try:
        destroy_approved.delay()
    except (OperationalError, OSError):
        log.warning("The broker is away; approved lists wait for the night run")
