"""What oversight puts on the home page of a manager."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Asked, Shown
from cases.oversight.models import CaseAudit

MOST = 5


class AuditsToDo:
    """Files this manager has drawn and not yet graded, the first due at the top."""

    order = 40

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """A few of them."""
        if not user.can(Permission.WORK_OVERSEE):
            return None
        to_do = CaseAudit.objects.visible_to(user).to_do()
        return [to_do.filter(auditor=user).select_related("family")[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with the day it is due."""
        (audits,) = rows
        if not audits:
            return None
        context = {"audits": audits, "today": today}
        return Shown("oversight/panel.html", context, frozenset(audit.family_id for audit in audits))
