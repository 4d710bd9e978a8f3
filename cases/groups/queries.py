"""Which groups somebody runs and whom of a register they see. Row security says the same again.

What is offered, when and where is no secret among casework staff. Names are: somebody stands on a register for whoever
sees their family, and for nobody else. A restricted family's member is simply not there for others, in the list or in
any count: places are counted among those one sees, so that a count tells nothing of somebody hidden. The price is that
a full room may take one too many, which whoever is named for that family can tell the group's lead.
"""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.families.queries import family_is_seen, person_is_open


class _OfferQuerySet(RecordQuerySet[Any]):
    """Rows without personal data: whoever reads families' files must be able to read what they came to."""

    team = "team"

    def seen_by(self, user: User) -> Self:
        """All of them, for staff who work with families."""
        return self.all() if user.can(Permission.FAMILY_VIEW) else self.none()

    def run_by(self, user: User) -> Self:
        """Those of the teams this person works in or manages: whose registers they keep."""
        return self.visible_to(user).filter(**{f"{self.team}__in": user.team_ids()})


class ProgrammeQuerySet(_OfferQuerySet):
    """Programmes."""


class CohortQuerySet(_OfferQuerySet):
    """Cohorts."""

    team = "programme__team"

    def not_over(self, on: datetime.date) -> Self:
        """Those with a session still to come."""
        sessions = apps.get_model("groups", "Session").objects.filter(
            cohort=OuterRef("pk"), happens_on__gte=on, state="planned"
        )
        return self.filter(Exists(sessions))


class SessionQuerySet(_OfferQuerySet):
    """Sessions."""

    team = "cohort__programme__team"

    def standing(self) -> Self:
        """Those neither moved nor cancelled."""
        return self.filter(state="planned")


class EnrolmentQuerySet(RecordQuerySet[Any]):
    """Enrolments."""

    def seen_by(self, user: User) -> Self:
        """Those of people in families this person sees, save somebody whom another family's restriction hides."""
        return self.filter(family_is_seen(user, "family_id"), person_is_open(user, "person_id"))

    def with_marks(self, user: User) -> Self:
        """Each with ``came`` and ``expected``: sessions come to, and sessions that count; excused ones do not."""
        marks = Q(attendances__in=apps.get_model("groups", "Attendance").objects.visible_to(user))
        attended = Q(attendances__mark__in=["present", "late"])
        return self.annotate(
            came=Count("attendances", marks & attended, distinct=True),
            expected=Count("attendances", marks & ~Q(attendances__mark="excused"), distinct=True),
        )


class AttendanceQuerySet(RecordQuerySet[Any]):
    """Lines of registers."""

    def seen_by(self, user: User) -> Self:
        """Those of enrolments this person sees."""
        enrolments = apps.get_model("groups", "Enrolment").objects.visible_to(user)
        return self.filter(Exists(enrolments.filter(pk=OuterRef("enrolment_id"))))
