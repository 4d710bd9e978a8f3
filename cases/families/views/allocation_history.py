"""Who worked with the family from when to when, and why it ended."""

from __future__ import annotations

import uuid
from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.models import Involvement
from cases.families.rules.allocations import Told, spells
from cases.families.views.objects import family_looked_at

NOBODY = "Nobody"


@requires(Permission.FAMILY_VIEW, READ)
def allocations(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Each piece of work this person may see, with its workers, the latest first."""
    family = family_looked_at(request, family_id)
    rows = Involvement.objects.visible_to(request.user).filter(family=family)
    work = list(rows.select_related("service", "team", "person"))
    told = _told([row.pk for row in work])
    pieces = [{"work": row, "spells": spells(told[row.pk])[::-1]} for row in work]
    return render(request, "families/allocation_history.html", {"family": family, "pieces": pieces})


def _told(keys: list[uuid.UUID]) -> dict[uuid.UUID, list[Told]]:
    """The versions of work in words, in the order they were written, in one query."""
    versions = Involvement.history.filter(id__in=keys).exclude(history_type="-")
    found: dict[uuid.UUID, list[Told]] = defaultdict(list)
    for row in versions.select_related("allocated_to", "history_user").order_by("history_date", "history_id"):
        ended = row.ended_on is not None
        found[row.id].append(
            Told(
                at=timezone.localdate(row.history_date),
                worker_id=row.allocated_to_id,
                worker=row.allocated_to.full_name if row.allocated_to_id else NOBODY,
                ended_on=row.ended_on,
                why=f"Work closed: {row.get_end_reason_display()}"
                if ended
                else row.history_change_reason or "",
                by=row.history_user.full_name if row.history_user_id else "The system",
            )
        )
    return found
