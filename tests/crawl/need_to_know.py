"""Who may see whose data, said a second time and in another way than the portal says it: the crawler's yardstick.

Written from the design (section 4), in plain sets and look-ups, by the owner of the database. It asks neither
``visible_to`` nor row security nor ``accounts.roles``: where the portal and this page disagree, one of them is wrong.

A new ground goes into ``GROUNDS``: families somebody may see for that reason. ``RESTRICTED`` are families nobody sees,
whatever their ground, save those to whom ``OPENED`` opens them. All are queries with ``%(user)s``, ``%(teams)s``,
``%(walls)s`` (those this person stands on the inner side of) and ``%(today)s`` that give keys of families.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from tests.crawl.canaries import FAMILY, GLASS, HOLD, NAME, PERSON, POINT, REQUEST, ROW

CASEWORK = {
    "hub_worker", "hub_manager", "yj_officer", "yj_manager", "victim_worker", "victim_manager", "safeguarding_lead",
    "triage_officer",
}  # fmt: skip
MANAGERS = {"hub_manager", "yj_manager", "victim_manager"}
ANSWERS_REQUESTS = {"information_officer", "information_officer_2"}
READS_HOLDS = {"information_officer", "information_officer_2", "records_officer"}
SEARCHES = CASEWORK | ANSWERS_REQUESTS | {"records_officer"}
INSIDE = {
    "yj_officer": "youth_justice", "yj_manager": "youth_justice",
    "victim_worker": "victim_service", "victim_manager": "victim_service",
}  # fmt: skip
INDEX_CARDS = {
    "search_results", "person_create", "privacy:request_new", "public_forms:submission",
    "families:break_glass", "families:break_glass_review",
    "referrals:link", "referrals:decide", "groups:walk_in_results", "duties:complaint", "duties:breach",
}  # fmt: skip
"""Pages that may name somebody whose file stays closed, so that nobody is entered twice (design, 4.3)."""

GROUNDS = {
    "their team, or one below it, worked with the family": (
        "SELECT family_id FROM families_involvement WHERE team_id = ANY (%(teams)s) AND wall = ANY (%(walls)s)"
    ),
    "the open work is given to them": (
        "SELECT family_id FROM families_involvement"
        " WHERE allocated_to_id = %(user)s AND ended_on IS NULL AND wall = ANY (%(walls)s)"
    ),
}
RESTRICTED = "SELECT family_id FROM families_restriction WHERE lifted_at IS NULL"
OPENED = {
    "they are named for a restricted family": (
        "SELECT r.family_id FROM families_namedstaff n JOIN families_restriction r ON r.id = n.restriction_id"
        " WHERE n.user_id = %(user)s AND n.removed_at IS NULL AND r.lifted_at IS NULL"
    ),
    "they broke the glass less than an hour ago": (
        "SELECT m.family_id FROM families_breakglass b JOIN families_familymembership m ON m.person_id = b.person_id"
        " WHERE b.user_id = %(user)s AND b.ended_at IS NULL"
        " AND b.started_at <= clock_timestamp() AND clock_timestamp() < b.ends_at"
        " AND %(today)s BETWEEN coalesce(m.started_on, '-infinity') AND coalesce(m.ended_on, 'infinity')"
        f" AND (b.opens_restricted OR m.family_id NOT IN ({RESTRICTED}))"
        " AND m.family_id IN (SELECT family_id FROM families_involvement WHERE wall = ANY (%(walls)s))"
    ),
}
IN_RESTRICTED = (
    "SELECT m.person_id FROM families_familymembership m"
    f" WHERE m.family_id IN ({RESTRICTED}) AND m.family_id <> ALL (%(opened)s)"
    " AND %(today)s BETWEEN coalesce(m.started_on, '-infinity') AND coalesce(m.ended_on, 'infinity')"
)
"""People nobody else may find, though another of their families be their own work."""
VICTIMS = (
    "SELECT m.person_id FROM families_familymembership m JOIN families_involvement i ON i.family_id = m.family_id"
    " GROUP BY m.person_id HAVING bool_and(i.wall = 'victim_service')"
)
"""People whom a victim service alone ever knew: search says nothing of them either."""
WALLED = (
    "families_involvement",
    "contacts_contact",
    "contacts_significantevent",
    "texts_text",
    "oversight_oversightnote",
    "oversight_caseaudit",
    "oversight_handover",
    "privacy_disclosure",
    "referrals_referral",
    "documents_document",
    "diary_task",
    "diary_visit",
    "assessments_assessment",
    "assessments_plan",
)
FRONT_DOOR = {"triage_officer"} | MANAGERS
UNLINKED = (
    "SELECT id FROM referrals_referral WHERE family_id IS NULL AND wall = ANY (%(walls)s)"
    " AND ((recorded_by_id = %(user)s AND stage <> 'done')"
    " OR (%(front_door)s AND (team_id = ANY (%(teams)s) OR (passed_from_id = ANY (%(teams)s) AND stage <> 'done'))))"
)
"""Referrals that belong to nobody's file yet."""


@dataclass
class Known:
    """What somebody may see: by kind of mark, the keys of its owners."""

    searches: bool = False
    hidden: set[UUID] = field(default_factory=set)  # people of whom there is no index card either
    owners: dict[str, set[UUID]] = field(default_factory=dict)

    def may_see(self, kind: str, owner: UUID, route: str) -> bool:
        """Whether the mark of this owner may stand on a page of this route."""
        if kind == NAME and self.searches and route in INDEX_CARDS and owner not in self.hidden:
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
    walls = ["", *(INSIDE[role] for role in roles if role in INSIDE)]
    asked = {"user": user, "today": today, "teams": _teams(jobs), "walls": walls}
    opened = _all(OPENED, asked) if roles & CASEWORK else set()
    families = _all(GROUNDS, asked) - _keys(RESTRICTED) | opened
    hidden = _keys(IN_RESTRICTED, asked | {"opened": list(opened)})
    known = Known(searches=bool(roles & SEARCHES), hidden=hidden | _keys(VICTIMS))
    _add_files(known, families, hidden=hidden, walls=walls)
    known.owners[ROW] |= _keys(UNLINKED, asked | {"front_door": bool(roles & FRONT_DOOR)})
    _add_emergencies(known, roles, asked)
    if (
        roles & ANSWERS_REQUESTS
    ):  # whoever answers a request reads the files of the family of the person who asked
        known.owners[REQUEST] = _keys(
            "SELECT id FROM privacy_datarequest UNION SELECT id FROM privacy_requestevent"
            " UNION SELECT id FROM duties_complaint UNION SELECT id FROM duties_complaintstep"
            " UNION SELECT id FROM duties_breachperson UNION SELECT id FROM rights_decision"
            " UNION SELECT id FROM rights_recipientnotice"
        )
        _add_files(
            known,
            _keys(
                "SELECT family_id FROM families_familymembership m JOIN privacy_datarequest r"
                " ON r.subject_id = m.person_id"
            ),
            hidden=set(),
            walls=["", *INSIDE.values()],
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


def _add_emergencies(known: Known, roles: set[str], asked: dict[str, Any]) -> None:
    """Emergency access: one's own; for a manager that of their teams' staff and to their families; auditors all."""
    own = "SELECT id FROM families_breakglass WHERE user_id = %(user)s"
    led = (
        f"{own} OR person_id = ANY (%(people)s)"
        " OR user_id IN (SELECT user_id FROM accounts_membership WHERE team_id = ANY (%(teams)s))"
    )
    query = led if roles & MANAGERS else own
    query = "SELECT id FROM families_breakglass" if roles & ANSWERS_REQUESTS else query
    known.owners[GLASS] = _keys(query, asked | {"people": list(known.owners[PERSON])})


def _add_files(known: Known, families: set[UUID], *, hidden: set[UUID], walls: list[str]) -> None:
    """The families, everybody who is or was in them, and where to reach those people until they left.

    Save people who are hidden, and rows behind walls.
    """
    asked = {"families": list(families), "hidden": list(hidden), "walls": walls}
    members = "families_familymembership m WHERE m.family_id = ANY (%(families)s) AND m.person_id <> ALL (%(hidden)s)"
    people = _keys(f"SELECT m.person_id FROM {members}", asked)
    points = {
        key
        for table in ("address", "phone", "email")
        for key in _keys(
            f"SELECT c.id FROM families_{table} c JOIN families_familymembership m ON m.person_id = c.person_id"
            " WHERE m.family_id = ANY (%(families)s) AND m.person_id <> ALL (%(hidden)s)"
            " AND (m.ended_on IS NULL OR c.started_on <= m.ended_on)",
            asked,
        )
    }
    rows = {
        key
        for table in WALLED
        for key in _keys(
            f"SELECT id FROM {table} WHERE family_id = ANY (%(families)s) AND wall = ANY (%(walls)s)", asked
        )
    }
    rows |= _keys(
        "SELECT id FROM families_warningnote WHERE (family_id = ANY (%(families)s) OR person_id = ANY (%(people)s))"
        " AND wall = ANY (%(walls)s)",
        asked | {"people": list(people)},
    )
    rows |= _keys(
        "SELECT s.id FROM rights_statement s JOIN (SELECT id, wall FROM contacts_contact"
        " UNION ALL SELECT id, wall FROM assessments_assessment) r ON r.id = s.record_id"
        " WHERE s.family_id = ANY (%(families)s) AND r.wall = ANY (%(walls)s)",
        asked,
    )
    for kind, keys in ((FAMILY, families), (PERSON, people), (NAME, people), (POINT, points), (ROW, rows)):
        known.owners.setdefault(kind, set()).update(keys)


def _all(queries: dict[str, str], asked: dict[str, Any]) -> set[UUID]:
    return {key for query in queries.values() for key in _keys(query, asked)}


def _keys(query: str, asked: dict[str, Any] | None = None) -> set[UUID]:
    return {key for (key,) in _rows(query, asked or {})}


def _rows(query: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        return cursor.fetchall()
