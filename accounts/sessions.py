"""Sessions: how long they last, which are mine, and the browser each belongs to, in words.

What is kept of a session is whose it is, when it began and which kind of browser it is in. The network address is
not: time and browser are enough for its owner to know it again.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

import ua_parser
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from accounts.models import User

STARTED, SEEN = "signed_in_at", "seen_at"
# Writing that somebody was here once a minute spares every other page three statements.
WRITE_AFTER_SECONDS = 60
WARN_SECONDS = 120
WATCHING = "watching"
"""What a script says in X-Requested-With when it asks by itself, without anybody having done anything."""


def session_go_on(request: HttpRequest, now: int) -> None:
    """Count this request as activity, or sign out whoever signed in too long ago. Times are in seconds."""
    session = request.session
    if now - session.setdefault(STARTED, now) >= settings.SESSION_LONGEST_SECONDS:
        logout(request)
    elif request.headers.get("X-Requested-With") != WATCHING:
        session_touch(request, now, after=min(WRITE_AFTER_SECONDS, settings.SESSION_COOKIE_AGE // 10))


def session_touch(request: HttpRequest, now: int, after: int = 0) -> None:
    """Begin the idle time anew, unless that was done a moment ago."""
    if now - request.session.get(SEEN, 0) >= after:
        request.session[SEEN] = now


def session_left(request: HttpRequest, now: int) -> dict[str, Any]:
    """For the script that warns: seconds left if nothing is done, whether doing something would add any, and how many
    seconds before the end to say so.
    """
    idle = settings.SESSION_COOKIE_AGE - (now - request.session.get(SEEN, now))
    at_most = settings.SESSION_LONGEST_SECONDS - (now - request.session.get(STARTED, now))
    return {
        "seconds": max(min(idle, at_most), 0),
        "can_stay": at_most > idle,
        "warn": min(WARN_SECONDS, settings.SESSION_COOKIE_AGE // 3),
    }


def session_limits() -> dict[str, str]:
    """How long a session lasts, in words for a page."""
    return {
        "idle": _in_words(settings.SESSION_COOKIE_AGE),
        "longest": _in_words(settings.SESSION_LONGEST_SECONDS),
    }


def _in_words(seconds: int) -> str:
    for size, unit in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size and seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"


def sessions_visible_to(user: User, at: datetime.datetime) -> QuerySet[Any]:
    """One's own sessions that have not ended, the newest first, each with ``last_seen``."""
    going = Session.objects.filter(expire_date__gt=at, session_key=OuterRef("session_key"))
    idle = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    sessions: QuerySet[Any] = (
        UserSession.objects.filter(user=user)
        .annotate(last_seen=Subquery(going.values("expire_date")) - idle)
        .filter(last_seen__isnull=False)
        .order_by("-created_at", "-pk")
    )
    return sessions


def browser_of(request: HttpRequest) -> str:
    """The browser in words, "Chrome on Windows": letters, digits and spaces alone, whatever it calls itself."""
    told = ua_parser.parse(request.headers.get("User-Agent", "")[:500])
    names = [
        re.sub(r"[^A-Za-z0-9 ]", "", part.family)[:40] if part else "" for part in (told.user_agent, told.os)
    ]
    return " on ".join(name for name in names if name) or "a browser we do not know"
