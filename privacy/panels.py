"""What was shared, beside everything else on the page of a family; and what waits for a manager, on their home page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Family
from cases.families.panels import BESIDE, Asked, Shown
from privacy.models import Disclosure

MOST = 3
MOST_WAITING = 10


class SharedWith:
    """The last few times something of the family was shared."""

    place = BESIDE

    def asked(self, *, family: Family, user: User, today: datetime.date) -> Asked:
        """Newest first."""
        return [
            Disclosure.objects.visible_to(user)
            .filter(family=family)
            .shared()
            .order_by("-shared_on", "-id")[:MOST]
        ]

    def shown(
        self, rows: Sequence[list[Any]], *, family: Family, user: User, today: datetime.date
    ) -> Shown | None:
        """With whom and when; nothing for a family of whom nothing was shared."""
        context = {"disclosures": rows[0], "family": family}
        return Shown("privacy/disclosures/panel.html", context) if rows[0] else None


class SharingToDecide:
    """Sharing that waits for this manager, the urgent first: that has gone already."""

    order = 16

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """Not what they wrote themselves."""
        if not user.can(Permission.WORK_OVERSEE):
            return None
        rows = Disclosure.objects.visible_to(user).waiting().exclude(written_by=user)
        return [rows.order_by("-is_urgent", "written_at", "id").select_related("family")[:MOST_WAITING]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with a way to decide it."""
        found = rows[0]
        if not found:
            return None
        families = frozenset(row.family_id for row in found)
        headline = f"{len(found)} sharing to agree" if len(found) == 1 else f"{len(found)} sharings to agree"
        return Shown("privacy/disclosures/waiting.html", {"disclosures": found}, families, headline)
