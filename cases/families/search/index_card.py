"""One person's index card, by key: what search would show of them, and whether an emergency would open anything."""

import uuid
from dataclasses import dataclass

from django.db import connection

from accounts.models import Team


@dataclass(frozen=True)
class IndexCard:
    """Name, year of birth and the teams that work with somebody; nothing else is told of who one may not see."""

    name: str
    born: int | None
    teams: tuple[Team, ...]
    is_visible: bool
    may_open: bool


def index_card(person: uuid.UUID) -> IndexCard | None:
    """The card for the actor named to PostgreSQL; ``None`` for anybody search would not find."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM emergency_card(%s)", [person])
        row = cursor.fetchone()
    if row is None:
        return None
    given, family, born, teams, is_visible, may_open = row
    found = tuple(Team.objects.filter(pk__in=teams).order_by("name"))
    return IndexCard(f"{given} {family}".strip(), born, found, is_visible, may_open)
