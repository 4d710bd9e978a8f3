"""Groups with sessions and people in them."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import Team, User
from cases.families.models import Involvement
from cases.groups.models import Attendance, Cohort, Enrolment, Programme, Session
from tests.factories.families import REASON, FamilyFile, make_service

NUMBERS = itertools.count(1)
TEN, TWELVE = datetime.time(10), datetime.time(12)


def make_programme(team: Team, name: str = "") -> Programme:
    """A programme of a team in the groupwork service."""
    service = make_service("Parenting groups", "groupwork")
    programme = Programme(name=name or f"Programme {next(NUMBERS)}", service=service, team=team)
    programme.save_by(by=None, reason=REASON)
    return programme


def make_cohort(programme: Programme, *days: datetime.date, capacity: int = 12, **fields: Any) -> Cohort:
    """A weekly run in the morning, with a session on each of the days; today's if none is given."""
    on = days or (timezone.localdate(),)
    said = {"name": "Spring", "venue": "The hub", "starts_at": TEN, "ends_at": TWELVE, "frequency": 7}
    cohort = Cohort(programme=programme, capacity=capacity, starts_on=on[0], **said | fields)
    cohort.save_by(by=None, reason=REASON)
    for day in on:
        make_session_of(cohort, day)
    return cohort


def make_session_of(cohort: Cohort, day: datetime.date, **fields: Any) -> Session:
    """A session on a day."""
    said = {"starts_at": cohort.starts_at, "ends_at": cohort.ends_at, "venue": cohort.venue}
    session = Session(cohort=cohort, happens_on=day, **said | fields)
    session.save_by(by=None, reason=REASON)
    return session


def make_enrolment(cohort: Cohort, file: FamilyFile, **fields: Any) -> Enrolment:
    """The first person of a family takes part, as part of groupwork that the group's team holds."""
    programme = cohort.programme
    same = {"family": file.family, "service": programme.service, "team": programme.team}
    work = Involvement.objects.filter(**same, ended_on__isnull=True).first()
    if work is None:
        work = Involvement(**same, started_on=datetime.date(2026, 1, 5))
        work.save_by(by=None, reason=REASON)
    said = {"person": file.person, "state": "enrolled", "asked_at": timezone.now()}
    enrolment = Enrolment(cohort=cohort, family=file.family, involvement=work, **said | fields)
    enrolment.save_by(by=None, reason=REASON)
    return enrolment


def make_attendance(
    session: Session, enrolment: Enrolment, mark: str = "present", **fields: Any
) -> Attendance:
    """A line of a register."""
    line = Attendance(session=session, enrolment=enrolment, mark=mark, **fields)
    line.save_by(by=None, reason=REASON)
    return line


def take_register(session: Session, by: User) -> None:
    """Say that the register is taken."""
    session.register_taken_at, session.register_taken_by = timezone.now(), by
    session.save_by(by=by, reason=REASON)
