"""Who works at the council: the personas to sign in as, and the colleagues around them."""

from __future__ import annotations

import datetime
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Team, User
from accounts.models.user import DEMO_DOMAIN
from familyhubs.demo.council.maker import Maker

REASON, LEFT = "Joined the council", "Left the council"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without the ones that look alike in print
YEARS_OF_STAFF = 14

HUBS = ("Northgate hub", "Riverside hub", "Meadow Lane hub", "Hilltop hub")
FRONT_DOOR = "Front door"
TEAMS = ("Youth justice", "Victim support", "Information governance", "Records", "Administration")


@dataclass(frozen=True)
class Persona:
    """Somebody a visitor of the demo can be."""

    code: str
    name: str
    title: str
    team: str
    role: str


PERSONAS = (
    Persona("hub_worker", "Hana Whitlock", "Family support worker", HUBS[0], "hub_worker"),
    Persona("hub_manager", "Malik Osborne", "Service manager", "Children and Family Wellbeing", "hub_manager"),
    Persona("yj_officer", "Yusra Denholm", "Youth justice officer", "Youth justice", "yj_officer"),
    Persona("victim_worker", "Vera Kinsella", "Victim worker", "Victim support", "victim_worker"),
    Persona("information_officer", "Ines Farrow", "Data protection", "Information governance", "information_officer"),
    Persona("information_officer_2", "Idris Kell", "Data protection", "Information governance", "information_officer"),
    Persona("records_officer", "Rory Blakeway", "Records officer", "Records", "records_officer"),
    Persona("records_officer_2", "Ruth Amadi", "Records officer", "Records", "records_officer"),
    Persona("admin", "Ada Lindqvist", "System administrator", "Administration", "admin"),
    Persona("other_hub_worker", "Otto Varley", "Family support worker", HUBS[1], "hub_worker"),
    Persona("triage_officer", "Fern Calloway", "Front door officer", FRONT_DOOR, "triage_officer"),
)  # fmt: skip

COLLEAGUES = {
    HUBS[0]: ("Priya Sandhurst", "Colin Askew", "Bernadette Toye"),
    HUBS[1]: ("Marek Zieliński", "Joanne Pell", "Kwame Asante-Reid"),
    HUBS[2]: ("Leila Barzani", "Stuart Hemmings", "Gwen Pritchard", "Tunde Okafor-Lane"),
    HUBS[3]: ("Rosalind Cray", "Dilip Mehtani", "Shona Baird", "Aled Protheroe"),
    "Youth justice": ("Karen Oakden", "Femi Adesanya", "Jon Tidmarsh"),
    "Victim support": ("Nadège Laurent", "Philip Crewe"),
    "Information governance": ("Simon Thackray",),
    "Administration": ("Moira Keane",),
    FRONT_DOOR: ("Idris Penhallow",),
}
LAST_DAYS = {"Joanne Pell": 17, "Stuart Hemmings": -1}
"""Colleagues who leave, with days from today: one still has families and is gone, one goes soon."""
NOTICE_DAYS = 28
ROLE_OF_TEAM = {
    "Youth justice": "yj_officer",
    "Victim support": "victim_worker",
    "Information governance": "information_officer",
    "Administration": "admin",
    FRONT_DOOR: "triage_officer",
}
MANAGERS = {HUBS[0]: "Sunita Rahal", HUBS[1]: "Gerald Moffatt", "Youth justice": "Denise Okoro-Platt"}


@dataclass
class Staff:
    """Everybody at work, by team; the leavers too, because they wrote things down."""

    teams: dict[str, Team] = field(default_factory=dict)
    personas: dict[str, User] = field(default_factory=dict)
    workers: dict[str, list[User]] = field(default_factory=dict)
    leavers: dict[str, User] = field(default_factory=dict)
    left_on: dict[str, datetime.date] = field(default_factory=dict)
    gone: User | None = None  # left yesterday, with families that nobody was given yet
    passwords: dict[str, str] = field(default_factory=dict)


def staff_make(maker: Maker) -> Staff:
    """Teams, memberships and people. Personas get a random password each; nobody else can sign in."""
    staff = Staff()
    _teams(maker, staff)
    staff.passwords = {persona.code: password_make() for persona in PERSONAS}
    with ThreadPoolExecutor() as pool:  # hashing is slow on purpose; it can use all the cores
        hashes = dict(zip(staff.passwords, pool.map(make_password, staff.passwords.values()), strict=True))
    for persona in PERSONAS:
        person = _person(maker, persona.name, persona.title, persona.code, hashes[persona.code])
        _join(maker, person, staff.teams[persona.team], persona.role, years=YEARS_OF_STAFF)
        staff.personas[persona.code] = person
        if persona.code in {"hub_worker", "other_hub_worker", "yj_officer", "victim_worker"}:
            staff.workers[persona.team].append(person)
    for team, names in COLLEAGUES.items():
        for name in names:
            role = ROLE_OF_TEAM.get(team, "hub_worker")
            colleague = _person(maker, name, staff.teams[team].name + " worker", _slug(name))
            job = _join(maker, colleague, staff.teams[team], role, years=YEARS_OF_STAFF)
            staff.workers[team].append(colleague)
            if name in LAST_DAYS:
                _leave(maker, staff, colleague, job, LAST_DAYS[name])
    for team, name in MANAGERS.items():
        manager = _person(maker, name, "Team manager", _slug(name))
        _join(maker, manager, staff.teams[team], "hub_manager", years=YEARS_OF_STAFF)
    for hub in HUBS:
        staff.leavers[hub], staff.left_on[hub] = _leaver(maker, staff.teams[hub])
    return staff


def password_make() -> str:
    """Four groups of four letters and digits, about 79 bits: fit to be copied from a terminal."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _teams(maker: Maker, staff: Staff) -> None:
    above = _team(maker, staff, "Children and Family Wellbeing", "+441632960500", None)
    for number, hub in enumerate(HUBS):
        _team(maker, staff, hub, f"+44163296051{number}", above)
    for number, name in enumerate(TEAMS):
        _team(maker, staff, name, f"+44163296052{number}", None)
    _team(maker, staff, FRONT_DOOR, "+441632960529", above)


def _team(maker: Maker, staff: Staff, name: str, phone: str, above: Team | None) -> Team:
    founded = maker.moment(maker.years_before(maker.today, YEARS_OF_STAFF, YEARS_OF_STAFF), 9)
    team = Team(id=maker.key(founded), name=name, phone=phone, parent=above)
    _save(team, founded, "Set up")
    staff.teams[name], staff.workers[name] = team, []
    return team


def _person(maker: Maker, name: str, title: str, mailbox: str, password_hash: str = "") -> User:
    at = maker.moment(maker.years_before(maker.today, YEARS_OF_STAFF, YEARS_OF_STAFF), 9)
    person = User(
        id=maker.key(at),
        email=f"{mailbox.replace('_', '.')}{DEMO_DOMAIN}",
        full_name=name,
        job_title=title,
    )
    person.password = password_hash or make_password(None)
    _save(person, at, REASON)
    return person


def _join(
    maker: Maker, person: User, team: Team, role: str, *, years: int, until: datetime.date | None = None
) -> Membership:
    started = maker.years_before(maker.today, years, years)
    at = maker.moment(started, 9)
    membership = Membership(
        id=maker.key(at), user=person, team=team, role=role, started_on=started, ended_on=until
    )
    _save(membership, at, REASON)
    return membership


def _leave(maker: Maker, staff: Staff, person: User, job: Membership, days: int) -> None:
    """Notice was given four weeks before the last day; after it they no longer sign in."""
    last_day = maker.working_day(maker.days_ago(-days))
    job.ended_on = last_day
    _save(
        job,
        maker.moment(maker.working_day(last_day - datetime.timedelta(days=NOTICE_DAYS)), 10),
        "Gave notice",
    )
    if last_day < maker.today:
        person.is_active = False
        _save(person, maker.moment(last_day, 17), LEFT)
        staff.gone = person


def _leaver(maker: Maker, team: Team) -> tuple[User, datetime.date]:
    """Somebody whose name stays on what they wrote and who no longer signs in."""
    name = {
        HUBS[0]: "Wendy Marchbank", HUBS[1]: "Terence Gill-Hope", HUBS[2]: "Ifeyinwa Stride", HUBS[3]: "Hugh Dalloway"
    }[team.name]  # fmt: skip
    leaver = _person(maker, name, "Family support worker", _slug(name))
    last_day = maker.years_before(maker.today, 1, 2)
    _join(maker, leaver, team, "hub_worker", years=YEARS_OF_STAFF, until=last_day)
    leaver.is_active = False
    _save(leaver, maker.moment(last_day, 17), LEFT)
    return leaver, last_day


def _save(row: User | Team | Membership, at: datetime.datetime, reason: str) -> None:
    row._history_date, row._change_reason = at, reason  # type: ignore[union-attr]
    row.save()


def _slug(name: str) -> str:
    plain = name.lower().replace("ń", "n").replace("è", "e").replace(" ", ".")
    return "".join(letter for letter in plain if letter.isalpha() or letter in ".-")
