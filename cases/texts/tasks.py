"""Later work of texts. Messages carry keys alone; every task may run twice."""

import uuid

from celery import shared_task

from cases.texts import sweep


@shared_task
def send_text(text_id: str) -> None:
    """A text was just written: send it now."""
    sweep.send_one(uuid.UUID(text_id))


@shared_task
def send_due_texts() -> None:
    """Send whatever is due: nudges that got lost, later tries, and claims whose worker died."""
    sweep.send_due()


@shared_task
def apply_receipts() -> None:
    """Write down the receipts that came in since the last time."""
    sweep.apply_all_receipts()


@shared_task
def poll_missing_receipts() -> None:
    """Ask about texts whose receipt never came."""
    sweep.ask_for_receipts()
