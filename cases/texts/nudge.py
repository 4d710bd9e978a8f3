"""Telling the worker that a text waits. Only a nudge: the sweep finds the row when nobody hears it."""

import logging
import uuid

from celery import current_app
from kombu.exceptions import OperationalError

TASK = "cases.texts.tasks.send_text"

logger = logging.getLogger(__name__)


def nudge_to_send(text_id: uuid.UUID) -> None:
    """Put the key on the queue. A broker that is away costs two seconds and no text."""
    try:
        current_app.send_task(TASK, args=[str(text_id)], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("The broker took no nudge (%s); the sweep will send the text", type(error).__name__)
