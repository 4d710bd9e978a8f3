"""Giving many pieces of work to others at once: all of it or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from cases.families.models import Involvement


@dataclass(frozen=True)
class Handover:
    """One piece of work, the version that was on screen, and who takes it (nobody for now: ``None``)."""

    involvement: Involvement
    version: uuid.UUID | None
    worker: User | None


@dataclass
class WorkChanged(Exception):
    """Some of the work was changed by somebody else meanwhile; nothing was written. ``keys`` says which."""

    keys: frozenset[uuid.UUID] = field(default_factory=frozenset)


@transaction.atomic
def work_reallocate(*, handovers: Sequence[Handover], by: User, reason: str) -> None:
    """Give each piece of work to its new worker. Raises ``WorkChanged`` where somebody was faster."""
    keys = [handover.involvement.pk for handover in handovers]
    # Always in one order, so that two managers never wait for each other.
    rows = Involvement.objects.visible_to(by).filter(pk__in=keys).order_by("pk")
    kept = {row.pk: row for row in rows.select_for_update(of=("self",))}
    now = work_versions(keys)
    changed = frozenset(
        handover.involvement.pk
        for handover in handovers
        if handover.involvement.pk not in kept
        or now.get(handover.involvement.pk) != handover.version
        or kept[handover.involvement.pk].ended_on is not None
    )
    if changed:
        raise WorkChanged(changed)
    for handover in handovers:
        row = kept[handover.involvement.pk]
        row.allocated_to = handover.worker
        row.save_by(by=by, reason=reason)


def work_versions(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The newest version of each piece of work, in one query."""
    versions = Involvement.history.filter(id__in=list(keys)).order_by("id", "-history_date", "-history_id")
    return dict(versions.distinct("id").values_list("id", "history_id"))
