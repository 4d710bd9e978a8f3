"""The searches of one session, kept on the server under short random tokens: a name never stands in an address."""

import datetime
import secrets
import uuid
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime

KEY = "searches"
MOST_KEPT = 20
FRESH_FOR = datetime.timedelta(hours=1)

Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class RecentSearch:
    """What was typed and when."""

    text: str
    at: datetime.datetime

    def is_fresh(self, now: datetime.datetime) -> bool:
        """Whether it is recent enough to say "I looked, and this person is not there"."""
        return now - self.at <= FRESH_FOR


def remember(session: Session, text: str, *, now: datetime.datetime, kept_as: str = KEY) -> str:
    """Keep a search and answer its token; the oldest goes when there are more than twenty.

    Searches within a file are ``kept_as`` something else: they are no proof of having looked for a person.
    """
    token = secrets.token_urlsafe(9)
    kept = {**session.get(kept_as, {}), token: {"text": text, "at": now.isoformat()}}
    session[kept_as] = dict(list(kept.items())[-MOST_KEPT:])
    return token


def recall(session: Session, token: str, *, kept_as: str = KEY) -> RecentSearch | None:
    """The search of a token, or ``None`` when it is not one of this session."""
    kept = session.get(kept_as, {}).get(token)
    at = parse_datetime(kept["at"]) if kept else None
    return RecentSearch(kept["text"], at) if kept and at else None


def come_back(session: Session, token: str, *, route: str, **ids: uuid.UUID) -> None:
    """After somebody is created from this search, go to this route, with the ids and the person's key."""
    kept = session.get(KEY, {})
    if token in kept:
        on = {"route": route, **{name: str(key) for name, key in ids.items()}}
        session[KEY] = {**kept, token: {**kept[token], "on": on}}


def way_on(session: Session, token: str, person: uuid.UUID) -> str:
    """The address to go to with the person who was created, or found to be on file; empty for their family's page."""
    on = dict(session.get(KEY, {}).get(token, {}).get("on", {}))
    route = on.pop("route", "")
    return reverse(route, kwargs={**on, "person_id": str(person)}) if route else ""
