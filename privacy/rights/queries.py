"""Who sees decisions on rights, and statements."""

from __future__ import annotations

import re
import uuid
from typing import Any, Self

from django.db import connection
from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.assessments.models import Assessment
from cases.contacts.models import Contact
from cases.families.queries import family_is_seen

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def lockable_family(reference: str, person: uuid.UUID) -> uuid.UUID | None:
    """The family with this reference, if the person is or was in it; asked for officers, who see no file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lockable_family(%s, %s)", [reference, person])
        found: uuid.UUID | None = cursor.fetchone()[0]
    return found


def lockable_record(address: str, person: uuid.UUID) -> uuid.UUID | None:
    """The record that the address of a page leads to, if it is of a family the person is or was in.

    Of several keys in an address the last one that is such a record counts.
    """
    with connection.cursor() as cursor:
        for key in reversed(KEY.findall(address)):
            cursor.execute("SELECT lockable_record(%s, %s)", [key, person])
            if cursor.fetchone()[0]:
                return uuid.UUID(key)
    return None


class OfficerQuerySet(RecordQuerySet[Any]):
    """Rows that information officers answer for."""

    def seen_by(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self if user.can(Permission.REQUEST_HANDLE) else self.none()


class DecisionQuerySet(OfficerQuerySet):
    """Decisions."""

    def to_agree(self) -> Self:
        """Those that wait for a second officer."""
        return self.filter(needs_second=True, agreed_at__isnull=True)

    def to_carry_out(self) -> Self:
        """Granted, agreed where that is needed, and not done yet."""
        return self.filter(is_granted=True, done_at__isnull=True).exclude(
            needs_second=True, agreed_at__isnull=True
        )


class RecipientNoticeQuerySet(OfficerQuerySet):
    """Recipients to tell."""

    def to_tell(self) -> Self:
        """Those nobody has told, nor said why not."""
        return self.filter(told_on__isnull=True, why_not="")


class StatementQuerySet(RecordQuerySet[Any]):
    """What people said about an opinion on them."""

    def seen_by(self, user: User) -> Self:
        """Those beside records this person sees, and all to information officers."""
        if user.can(Permission.REQUEST_HANDLE):
            return self
        contact, assessment = (
            Exists(model.objects.visible_to(user).filter(pk=OuterRef("record_id")))
            for model in (Contact, Assessment)
        )
        return self.filter(family_is_seen(user, "family_id"), contact | assessment)
