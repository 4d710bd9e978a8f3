"""Who may see whose data, said a second time and in another way than the portal says it: the crawler's yardstick.

Written from the design (section 4), in plain sets and look-ups, by the owner of the database. It asks neither
``visible_to`` nor row security nor ``accounts.roles``: where the portal and this page disagree, one of them is wrong.

A new ground goes into ``GROUNDS``: families somebody may see for that reason. A new wall goes into ``WALLS``: families
nobody sees, whatever their ground, save the people the wall names. Both are queries with ``%(user)s``, ``%(teams)s``
and ``%(today)s`` that give keys of families.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from tests.crawl.canaries import FAMILY, HOLD, NAME, PERSON, POINT, REQUEST

CASEWORK = {
    "hub_worker", "hub_manager", "yj_officer", "yj_manager", "victim_worker", "victim_manager", "safeguarding_lead",
}  # fmt: skip
MANAGERS = {"hub_manager", "yj_manager", "victim_manager"}
ANSWERS_REQUESTS = {"information_officer"}
READS_HOLDS = {"information_officer", "records_officer"}
SEARCHES = CASEWORK | ANSWERS_REQUESTS | {"records_officer"}
INDEX_CARDS = {"search_results", "person_create", "privacy:request_new"}
"""Pages that may name somebody whose file stays closed, so that nobody is entered twice (design, 4.3)."""

GROUNDS = {
    "their team, or one below it, worked with the family": (
        "SELECT family_id FROM families_involvement WHERE team_id = ANY (%(teams)s)"
    ),
    "the open work is given to them": (
        "SELECT family_id FROM families_involvement WHERE allocated_to_id = %(user)s AND ended_on IS NULL"
    ),
}
WALLS: dict[str, str] = {}


@dataclass
class Known:
    """What somebody may see: by kind of mark, the keys of its owners."""

    searches: bool = False
    owners: dict[str, set[UUID]] = field(default_factory=dict)

    def may_see(self, kind: str, owner: UUID, route: str) -> bool:
        """Whether the mark of this owner may stand on a page of this route."""
        if kind == NAME and self.searches and route in INDEX_CARDS:
            return True
        return owner in self.owners.get(kind, set())


def known_to(user: UUID | None, today: datetime.date) -> Known:
    """Everything this member of staff may see today; call as the owner of the database. Nobody sees nothing."""
    jobs = _rows(
        "SELECT role, team_id FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active"
        " WHERE m.user_id = %(user)s AND %(today)s BETWEEN m.started_on AND coalesce(m.ended_on, 'infinity')",
        {"user": user, "today": today},
    )
    roles = {role for role, _ in jobs}
    asked = {"user": user, "today": today, "teams": _teams(jobs)}
    families = {key for query in GROUNDS.values() for (key,) in _rows(query, asked)}
    families -= {key for query in WALLS.values() for (key,) in _rows(query, asked)}
    known = Known(searches=bool(roles & SEARCHES))
    _add_files(known, families)
    if (
        roles & ANSWERS_REQUESTS
    ):  # whoever answers a request reads the files of the family of the person who asked
        known.owners[REQUEST] = _keys(
            "SELECT id FROM privacy_datarequest UNION SELECT id FROM privacy_requestevent"
        )
        _add_files(
            known,
            _keys(
                "SELECT family_id FROM families_familymembership m JOIN privacy_datarequest r"
                " ON r.subject_id = m.person_id"
            ),
        )
    if roles & READS_HOLDS:
        known.owners[HOLD] = _keys(
            "SELECT id FROM retention_hold UNION SELECT id FROM retention_disposalitem"
        )
    return known


def _teams(jobs: list[tuple[str, UUID]]) -> list[UUID]:
    """The teams somebody works with families in, and for a manager all the teams below."""
    above = dict(_rows("SELECT id, parent_id FROM accounts_team", {}))

    def line(team: UUID | None) -> set[UUID]:
        return {team} | line(above[team]) if team else set()

    own = {team for role, team in jobs if role in CASEWORK}
    managed = {team for role, team in jobs if role in MANAGERS}
    return [team for team in above if team in own or line(team) & managed]


def _add_files(known: Known, families: set[UUID]) -> None:
    """The families, everybody who is or was in them, and where to reach those people until they left."""
    asked = {"families": list(families)}
    members = "families_familymembership m WHERE m.family_id = ANY (%(families)s)"
    people = _keys(f"SELECT m.person_id FROM {members}", asked)
    points = {
        key
        for table in ("address", "phone", "email")
        for key in _keys(
            f"SELECT c.id FROM families_{table} c JOIN families_familymembership m ON m.person_id = c.person_id"
            " WHERE m.family_id = ANY (%(families)s) AND (m.ended_on IS NULL OR c.started_on <= m.ended_on)",
            asked,
        )
    }
    for kind, keys in ((FAMILY, families), (PERSON, people), (NAME, people), (POINT, points)):
        known.owners.setdefault(kind, set()).update(keys)


def _keys(query: str, asked: dict[str, Any] | None = None) -> set[UUID]:
    return {key for (key,) in _rows(query, asked or {})}


def _rows(query: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return cursor.fetchall()
