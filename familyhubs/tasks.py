"""Night work on the portal itself."""

from importlib import import_module

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from accounts.actions.sessions import sessions_forget
from accounts.actor import acting_as_system


@shared_task
def forget_expired_sessions() -> None:
    """Delete sessions that have ended, and whose they were: searches typed in them name people."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    with acting_as_system("sessions"):
        sessions_forget(at=timezone.now())
