"""The council as the notices name it, and index cards for the officers who answer requests."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from privacy.codes import ContactPoint
from privacy.notices.content import Contact
from privacy.notices.queries import council_on, live_contacts
from privacy.notices.shown import Council


def organisation(on: datetime.date) -> Council:
    """The council, as the notice that counts on a day names it; a draft nobody has published yet is not asked."""
    return council_on(on)


def contact_point(point: ContactPoint, on: datetime.date) -> Contact:
    """Somebody to turn to, as the notice that counts on a day has them."""
    return live_contacts(on)[point]


@dataclass(frozen=True)
class IndexCard:
    """As much of a person as somebody without access may know."""

    given_name: str
    family_name: str
    birth_year: int | None
    reference: str

    @property
    def full_name(self) -> str:
        """First names and last name."""
        return f"{self.given_name} {self.family_name}".strip()


def index_card(person_id: UUID) -> IndexCard | None:
    """The index card behind a key, for an information officer; ``None`` for anybody else or an unknown key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM index_card(%s)", [person_id])
        row = cursor.fetchone()
    return IndexCard(*row) if row else None


def look_target(reference: str) -> UUID | None:
    """The key behind the reference of a person or family, for an auditor of the log of reads; ``None`` for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT look_target(%s)", [reference])
        found: tuple[UUID | None] = cursor.fetchone()
    return found[0]


def look_circle(about: UUID) -> list[UUID]:
    """Whom a look at this person or family is about too: everybody of the family, the families of the person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT look_circle(%s)", [about])
        return [key for (key,) in cursor.fetchall()]


def look_cards(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Index cards in a line each, for an auditor: name, year of birth, reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, card FROM look_cards(%s)", [list(keys)])
        return dict(cursor.fetchall())
