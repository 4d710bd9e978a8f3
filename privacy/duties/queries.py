"""Who sees complaints and breaches."""

from __future__ import annotations

from typing import Any, Self

from django.db import connection

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet

SEQUENCES = {"CO": "duties_complaint_reference", "BR": "duties_breach_reference"}


class OfficerQuerySet(RecordQuerySet[Any]):
    """Rows that information officers answer for."""

    def seen_by(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self if user.can(Permission.REQUEST_HANDLE) else self.none()


class DutyQuerySet(OfficerQuerySet):
    """Complaints or breaches."""

    def open(self) -> Self:
        """Those that still need something done."""
        return self.filter(closed_on__isnull=True)


def next_reference(kind: str) -> str:
    """The next number of a kind (``CO`` or ``BR``); numbers are never used twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [SEQUENCES[kind]])
        (number,) = cursor.fetchone()
    return f"{kind}-{number}"
