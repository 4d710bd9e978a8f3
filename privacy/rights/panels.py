"""What waits for an officer, on the home page; and what people say about a record, beside it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from cases.families.beside import Said
from cases.families.models import Family
from cases.families.panels import Asked, Shown
from privacy.models import DataRequest
from privacy.rights.models import Decision, RecipientNotice, Statement
from privacy.rights.models.statement import About

MOST = 10


class RightsToDo:
    """Recipients nobody has told yet, and decisions of a colleague that wait for a second officer."""

    order = 15

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """A few of each."""
        if not user.can(Permission.REQUEST_HANDLE):
            return None
        tell = RecipientNotice.objects.visible_to(user).to_tell().select_related("decision__request")
        agree = (
            Decision.objects.visible_to(user).to_agree().exclude(decided_by=user).select_related("request")
        )
        return [tell.order_by("shared_on", "id")[:MOST], agree.order_by("decided_at", "id")[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with the way to do it."""
        notices, decisions = rows
        if not notices and not decisions:
            return None
        count = len(notices)
        headline = (
            f"{count} recipient{'' if count == 1 else 's'} to tell" if count else "A decision to agree to"
        )
        return Shown("rights/panel.html", {"notices": notices, "decisions": decisions}, headline=headline)


class WhoWasGiven:
    """On the page of a request: the list of recipients of each change, for the person who asks for it (Article 19)."""

    order = 45

    def asked(self, *, request: DataRequest, user: User, today: datetime.date) -> Asked:
        """Decisions of which somebody has to be told."""
        rows = Decision.objects.visible_to(user).filter(request=request)
        return [rows.filter(pk__in=RecipientNotice.objects.visible_to(user).values("decision"))]

    def shown(
        self, rows: Sequence[list[Any]], *, request: DataRequest, user: User, today: datetime.date
    ) -> Shown | None:
        """Each list, and when the person was given it."""
        return Shown("rights/lists.html", {"decisions": rows[0]}) if rows[0] else None


class StatementsBeside:
    """What people say about a contact or an assessment: on its page, and wherever else it is read."""

    def rows(self, keys: Collection[uuid.UUID], user: User | None) -> QuerySet[Any]:
        """Statements beside these records."""
        every = Statement.objects.all() if user is None else Statement.objects.visible_to(user)
        return every.filter(record_id__in=keys).select_related("person").order_by("said_on", "id")

    def said(self, row: Any) -> Said:
        """Their own words, whole."""
        return Said(person=row.person_id, who=row.person.full_name, words=row.words, on=row.said_on)

    def shown(self, *, family: Family, source: str, key: uuid.UUID, user: User) -> Shown | None:
        """Their words, and the way to write more down."""
        if source not in About.values:
            return None
        rows = Statement.objects.visible_to(user).filter(family=family, record_id=key)
        statements = list(rows.select_related("person", "written_by"))
        may_add = user.can(Permission.FAMILY_EDIT)
        context = {
            "statements": statements,
            "family": family,
            "about": source,
            "key": key,
            "may_add": may_add,
        }
        return Shown("rights/statements.html", context) if statements or may_add else None
