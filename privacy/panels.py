"""What was shared, beside everything else on the page of a family; and what waits for a manager, on their home page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Family
from cases.families.panels import BESIDE, Asked, Shown
from privacy.models import Disclosure
from privacy.models.disclosure import Decision
from privacy.partners.given import downloads_seen, with_downloads

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
            .prefetch_related(downloads_seen(user))
            .order_by("-shared_on", "-id")[:MOST]
        ]

    def shown(
        self, rows: Sequence[list[Any]], *, family: Family, user: User, today: datetime.date
    ) -> Shown | None:
        """With whom and when; nothing for a family of whom nothing was shared."""
        context = {"disclosures": with_downloads(rows[0], timezone.now()), "family": family}
        return Shown("privacy/disclosures/panel.html", context) if rows[0] else None


class SharingToDo:
    """Sharing that waits for this manager, the urgent first; and one's own that was agreed and is still to be sent."""

    order = 16

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """Nobody decides what they wrote themselves."""
        if not user.can(Permission.FAMILY_EDIT):
            return None
        rows = Disclosure.objects.visible_to(user)
        to_send = Q(written_by=user, decision=Decision.APPROVED, shared_on__isnull=True)
        to_decide = (
            Q(decision="") & ~Q(written_by=user) if user.can(Permission.WORK_OVERSEE) else Q(pk__in=[])
        )
        found = rows.filter(to_send | to_decide).select_related("family")
        return [found.order_by("-is_urgent", "written_at", "id")[:MOST_WAITING]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """Each with the way to decide it, or to note that it went."""
        found = rows[0]
        if not found:
            return None
        families = frozenset(row.family_id for row in found)
        headline = f"{len(found)} {'sharing' if len(found) == 1 else 'sharings'} to see to"
        return Shown("privacy/disclosures/waiting.html", {"disclosures": found}, families, headline)
