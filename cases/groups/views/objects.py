"""Finding the groups that an address names. What is not one's team's to run does not exist: 404."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import Membership, Team, User
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.families.views.objects import mark_emergency, note_list
from cases.groups.models import Attendance, Cohort, Enrolment, Programme, Session


def programme_of(request: StaffRequest, key: uuid.UUID) -> Programme:
    """A programme of one's teams."""
    rows = Programme.objects.run_by(request.user).select_related("team", "service")
    found: Programme = get_object_or_404(rows, pk=key)
    return found


def cohort_of(request: StaffRequest, key: uuid.UUID) -> Cohort:
    """A run of a programme of one's teams."""
    rows = Cohort.objects.run_by(request.user).select_related("programme__team", "lead_worker")
    found: Cohort = get_object_or_404(rows, pk=key)
    return found


def session_of(request: StaffRequest, key: uuid.UUID) -> Session:
    """A session of a group of one's teams."""
    rows = Session.objects.run_by(request.user).select_related(
        "cohort__programme__team", "cohort__programme__service", "cohort__lead_worker"
    )
    found: Session = get_object_or_404(rows, pk=key)
    return found


def enrolment_of(request: StaffRequest, key: uuid.UUID) -> Enrolment:
    """Somebody on a list of one's team's group."""
    rows = Enrolment.objects.visible_to(request.user).select_related(
        "cohort__programme__team", "person", "family"
    )
    cohorts = Cohort.objects.run_by(request.user)
    found: Enrolment = get_object_or_404(rows, pk=key, cohort__in=cohorts)
    mark_emergency(request.user, [found.family_id])
    return found


def enrolments_in(request: StaffRequest, cohort: Cohort) -> QuerySet[Any]:
    """Everybody of a group one sees, with their figures, by name."""
    rows = Enrolment.objects.visible_to(request.user).filter(cohort=cohort)
    found: QuerySet[Any] = rows.with_marks(request.user).select_related("person", "family")
    return found


def attendances_in(request: StaffRequest, cohort: Cohort) -> list[Attendance]:
    """Every line of the group's registers one sees."""
    rows = Attendance.objects.visible_to(request.user).filter(session__cohort=cohort)
    return list(rows.select_related(None).only("mark", "session_id", "enrolment_id", "reason"))


def note_names(request: StaffRequest, enrolments: Iterable[Enrolment]) -> None:
    """Write into the log of reads whose names stood in a list."""
    if families := {row.family_id for row in enrolments}:
        note_list(request, families)


def teams_that_run(user: User) -> QuerySet[Team]:
    """Teams of this person in which somebody runs groups."""
    jobs = Membership.objects.current(timezone.localdate()).filter(role__in=roles_with(Permission.GROUP_RUN))
    return Team.objects.of(user).filter(memberships__in=jobs).distinct()


def workers_of(team: Team) -> QuerySet[User]:
    """Who can lead a group of a team."""
    return User.objects.filter(memberships__in=team.memberships.current(timezone.localdate())).distinct()
