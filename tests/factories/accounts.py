"""Staff, teams and the eight personas."""

import datetime
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.actions.sessions import session_note
from accounts.models import Membership, Team, User

LONG_AGO = datetime.date(2020, 1, 1)
PASSWORD = "a long enough test passphrase"  # only ever in a test database


@dataclass
class Council:
    """A small council: teams by name and the personas of design.md, 9."""

    service: Team
    north_hub: Team
    south_hub: Team
    youth_justice: Team
    victims: Team
    information: Team
    records: Team
    administration: Team
    hub_worker: User
    hub_manager: User
    yj_officer: User
    victim_worker: User
    information_officer: User
    records_officer: User
    second_records_officer: User
    admin: User
    other_hub_worker: User

    def personas(self) -> dict[str, User]:
        """Each persona by name."""
        names = (
            "hub_worker", "hub_manager", "yj_officer", "victim_worker",
            "information_officer", "records_officer", "admin", "other_hub_worker",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}

    def give_passwords(self) -> None:
        """Without one nobody reaches allauth's page to change it. Call inside ``as_owner()``."""
        for user in self.personas().values():
            user.password = "a hash nobody signs in with"
            user.save()


def make_user(name: str, *, password: str | None = None) -> User:
    """A member of staff; without a password they cannot sign in by form (tests use ``force_login``)."""
    user = User(email=f"{name.lower().replace(' ', '.')}@council.example", full_name=name)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_member(
    name: str,
    team: Team,
    role: str,
    *,
    started_on: datetime.date = LONG_AGO,
    ended_on: datetime.date | None = None,
) -> User:
    """A member of staff with one job."""
    user = make_user(name)
    Membership.objects.create(user=user, team=team, role=role, started_on=started_on, ended_on=ended_on)
    return user


def make_session(user: User, browser: str = "Firefox on Linux") -> UserSession:
    """A session of this person on another device, as the sign-in page would have made it."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    session_note(user=user, session_key=store.session_key, browser=browser, at=timezone.now())
    return UserSession.objects.get(session_key=store.session_key)


def make_council() -> Council:
    """The whole council."""
    service = Team.objects.create(name="Children and Family Wellbeing")
    north, south = (Team.objects.create(name=f"{side} hub", parent=service) for side in ("North", "South"))
    teams = {
        name: Team.objects.create(name=label, parent=None)
        for name, label in {
            "youth_justice": "Youth justice",
            "victims": "Victim support",
            "information": "Information governance",
            "records": "Records",
            "administration": "Administration",
        }.items()
    }
    return Council(
        service=service,
        north_hub=north,
        south_hub=south,
        **teams,
        hub_worker=make_member("Hana Worker", north, "hub_worker"),
        hub_manager=make_member("Malik Manager", north, "hub_manager"),
        yj_officer=make_member("Yusuf Officer", teams["youth_justice"], "yj_officer"),
        victim_worker=make_member("Vera Worker", teams["victims"], "victim_worker"),
        information_officer=make_member("Ines Officer", teams["information"], "information_officer"),
        records_officer=make_member("Rory Officer", teams["records"], "records_officer"),
        second_records_officer=make_member("Ruth Officer", teams["records"], "records_officer"),
        admin=make_member("Ada Admin", teams["administration"], "admin"),
        other_hub_worker=make_member("Otto Worker", south, "hub_worker"),
    )
