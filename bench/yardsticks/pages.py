"""The pages a worker has open all day, on a family with ten thousand contacts: their address and what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from bench.council import LONG
from bench.sizes import Size
from bench.yardsticks.acting import made_key
from cases.contacts.models import Contact
from cases.families.chronology import Key
from cases.families.models import FamilyMembership

FAMILY = made_key("family", LONG)

# What the family page shows, each table asked once by the keys it is found by.
FAMILY_ROWS: tuple[str, ...] = (
    "SELECT * FROM families_family WHERE id = %(family)s",
    "SELECT m.*, p.* FROM families_familymembership m JOIN families_person p ON p.id = m.person_id"
    " WHERE m.family_id = %(family)s",
    "SELECT * FROM families_relationship WHERE person_id = ANY (%(people)s) AND relative_id = ANY (%(people)s)",
    "SELECT * FROM families_phone WHERE person_id = ANY (%(people)s)",
    "SELECT * FROM families_email WHERE person_id = ANY (%(people)s)",
    "SELECT * FROM families_address WHERE person_id = ANY (%(people)s)",
    "SELECT person_id, name FROM families_personname WHERE person_id = ANY (%(people)s)"
    " UNION ALL SELECT person_id, school FROM families_schoolattendance WHERE person_id = ANY (%(people)s)"
    " UNION ALL SELECT person_id, language FROM families_personlanguage WHERE person_id = ANY (%(people)s)"
    " UNION ALL SELECT person_id, requirement FROM families_specialrequirement WHERE person_id = ANY (%(people)s)",
    "SELECT i.*, s.name, t.name, u.full_name FROM families_involvement i JOIN families_service s ON s.id = i.service_id"
    " JOIN accounts_team t ON t.id = i.team_id LEFT JOIN accounts_user u ON u.id = i.allocated_to_id"
    " WHERE i.family_id = %(family)s",
)
CHRONOLOGY_ROWS: tuple[str, ...] = (
    "SELECT c.*, u.full_name FROM contacts_contact c JOIN accounts_user u ON u.id = c.recorded_by_id"
    " WHERE c.family_id = %(family)s AND (c.happened_at, c.id) < (%(at)s, %(id)s)"
    " ORDER BY c.happened_at DESC, c.id DESC LIMIT %(limit)s",
    "SELECT a.*, p.* FROM contacts_contactabout a JOIN families_person p ON p.id = a.person_id"
    " WHERE a.contact_id = ANY (%(contacts)s)",
    "SELECT a.*, p.* FROM contacts_contactpresent a LEFT JOIN families_person p ON p.id = a.person_id"
    " WHERE a.contact_id = ANY (%(contacts)s)",
    "SELECT t.*, d.*, u.full_name FROM texts_text t JOIN texts_delivery d ON d.text_id = t.id"
    " JOIN accounts_user u ON u.id = t.written_by_id"
    " WHERE t.family_id = %(family)s AND (t.written_at, t.id) < (%(at)s, %(id)s)"
    " ORDER BY t.written_at DESC, t.id DESC LIMIT %(limit)s",
)


@dataclass(frozen=True)
class Place:
    """One page: where it is, and the plain statements that fetch the rows it shows."""

    name: str
    url: str
    rows: Sequence[str]
    parameters: dict[str, Any]

    def raw(self, connection: psycopg.Connection) -> Callable[[], None]:
        """Fetching those rows without Django, row security or a page."""

        def fetch() -> None:
            for statement in self.rows:
                connection.execute(statement, self.parameters).fetchall()

        return fetch


def family_place(latest: int = 5) -> Place | None:
    """The family page; ``None`` while there is none."""
    url = address("families:family", FAMILY)
    asked = _people() | _contacts(0, latest)
    return Place("family page", url, (*FAMILY_ROWS, *CHRONOLOGY_ROWS), asked) if url else None


def chronology_places(size: Size, shown: int = 26) -> list[Place]:
    """Its first page, and one near its end."""
    url = address("contacts:chronology", FAMILY)
    if url is None:
        return []
    deep = size.long_family * 9 // 10
    rows = (*FAMILY_ROWS[:2], *CHRONOLOGY_ROWS)
    first, later = _contacts(0, shown), _contacts(deep, shown)
    return [
        Place("chronology, first page", url, rows, _people() | first),
        Place(f"chronology, after {deep:,} entries", f"{url}?before={later['key']}", rows, _people() | later),
    ]


def address(route: str, *arguments: Any) -> str | None:
    """Where a page is; ``None`` while the portal has no such page."""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return None


def small_family_url(user: User) -> str | None:
    """The family page of another family of the same worker."""
    others = user.involvements.exclude(family=FAMILY).filter(ended_on__isnull=True).order_by("family_id")
    key = others.values_list("family_id", flat=True).first()
    return address("families:family", key) if key else None


def _people() -> dict[str, Any]:
    members = FamilyMembership.objects.filter(family=FAMILY)
    return {"family": FAMILY, "people": list(members.values_list("person", flat=True))}


def _contacts(skipped: int, limit: int) -> dict[str, Any]:
    """The contacts of one page, and the key of the entry before them."""
    rows = (
        Contact.objects.filter(family=FAMILY).order_by("-happened_at", "-id").values_list("happened_at", "id")
    )
    found = list(rows[max(0, skipped - 1) : skipped + limit])
    before = found[0]
    key = Key(before[0], before[1])
    start = before if skipped else (before[0].replace(year=before[0].year + 1), before[1])
    contacts = [row[1] for row in (found[1:] if skipped else found)]
    return {"at": start[0], "id": start[1], "limit": limit, "contacts": contacts, "key": key.as_text()}
