"""What oversight puts on the home page of a manager."""

from __future__ import annotations

import datetime

from accounts.models import User
from accounts.permissions import Permission
from cases.families.panels import Shown
from cases.oversight.models import CaseAudit

MOST = 5


class AuditsToDo:
    """Files this manager has drawn and not yet graded, the first due at the top."""

    order = 40

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """A few of them with the day they are due, in one query."""
        if not user.can(Permission.WORK_OVERSEE):
            return None
        audits = list(
            CaseAudit.objects.visible_to(user).to_do().filter(auditor=user).select_related("family")[:MOST]
        )
        if not audits:
            return None
        context = {"audits": audits, "today": today}
        return Shown("oversight/panel.html", context, frozenset(audit.family_id for audit in audits))
