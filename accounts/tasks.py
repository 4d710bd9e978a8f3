"""Night work on who has access."""

from celery import shared_task
from django.utils import timezone

from accounts.actions.reviews import reviews_carry_on
from accounts.actor import acting_as_system


@shared_task
def review_memberships() -> None:
    """Ask, warn and end as the day in London says. Safe to run twice, and to miss nights."""
    with acting_as_system("access review"):
        reviews_carry_on(on=timezone.localdate(), at=timezone.now())
