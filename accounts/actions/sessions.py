"""Noting and ending sessions. A session that is ended is gone from the database: its next request finds nobody."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - what stands where allauth would keep the network address


@transaction.atomic
def session_note(*, user: User, session_key: str, browser: str, at: datetime.datetime) -> None:
    """Write down that somebody has signed in, so that they see it among their sessions."""
    UserSession.objects.create(
        user=user,
        session_key=session_key,
        user_agent=browser,
        ip=NO_ADDRESS,
        created_at=at,
        last_seen_at=at,
    )


@transaction.atomic
def session_renew(*, user: User, was: str, session_key: str) -> None:
    """Follow a session to its new key, which it gets when its owner changes their password."""
    UserSession.objects.filter(user=user, session_key=was).update(session_key=session_key)


@transaction.atomic
def sessions_end(*, user: User, only: int | None = None, but: str | None = None) -> None:
    """End one session of this person, or all of them but the one that is asking."""
    ended = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        ended = ended.filter(pk=only)
    keys = list(ended.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


@transaction.atomic
def sessions_forget(*, at: datetime.datetime) -> None:
    """Drop the notes on sessions that have ended (call as a job of the system)."""
    going = Session.objects.filter(expire_date__gt=at).values("session_key")
    UserSession.objects.exclude(session_key__in=going).delete()
