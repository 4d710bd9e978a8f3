"""Later work of the public forms. Nothing about anybody is in a message: the sweep finds what waits."""

import logging

from celery import shared_task
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.texts.notify import NotifyTrouble, Trouble
from privacy.public_forms.actions.saving import Waiting, code_claim, code_failed, code_sent, saved_forget
from privacy.public_forms.codes import code_send

JOB = "public-forms"
MOST_AT_ONCE = 50
FINAL = (Trouble.WRONG_NUMBER, Trouble.WRONG_REQUEST)
"""Refused by Notify for what it is: it would be refused again."""
logger = logging.getLogger(__name__)


@shared_task
def send_codes() -> None:
    """Send each code that waits. One that fails is tried again later and keeps no other from its turn."""
    for _ in range(MOST_AT_ONCE):
        with acting_as_system(JOB):
            waiting = code_claim(at=timezone.now())
        if waiting is None:
            return
        _send(waiting)


@shared_task
def forget_saved_forms() -> None:
    """Each night: what nobody came back for."""
    with acting_as_system(JOB):
        saved_forget(at=timezone.now())


def _send(waiting: Waiting) -> None:
    try:
        with acting_as_system(JOB):
            code_send(waiting)
    except NotifyTrouble as trouble:
        logger.warning("The code of saved form %s was not sent: %s", waiting.key, trouble.kind)
        with acting_as_system(JOB):
            code_failed(key=waiting.key, is_final=trouble.kind in FINAL)
    else:
        with acting_as_system(JOB):
            code_sent(key=waiting.key)
