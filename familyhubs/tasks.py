"""Night work on the portal itself."""

from importlib import import_module

from celery import shared_task
from django.conf import settings


@shared_task
def forget_expired_sessions() -> None:
    """Delete sessions that have ended: searches typed in them name people."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
