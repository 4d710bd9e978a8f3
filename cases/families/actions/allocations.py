"""Giving many pieces of work to others at once: all of it or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from cases.families.models import Involvement


@dataclass(frozen=True)
class Handover:
    """One piece of work by its key, the version that was on screen, and who takes it (nobody for now: ``None``)."""

    key: uuid.UUID
    version: uuid.UUID | None
    worker: User | None


class WorkChanged(Exception):
    """Somebody was faster with some of the work; nothing was written. ``keys`` says with which."""

    def __init__(self, keys: frozenset[uuid.UUID]) -> None:
        super().__init__("Work changed since the form was opened")
        self.keys = keys


@transaction.atomic
def work_reallocate(*, handovers: Sequence[Handover], by: User, reason: str) -> None:
    """Give each piece of work to its new worker. Raises ``WorkChanged`` where somebody was faster."""
    keys = [handover.key for handover in handovers]
    # Always locked in one order, so that two managers never wait for each other.
    rows = Involvement.objects.visible_to(by).filter(pk__in=keys, ended_on__isnull=True).order_by("pk")
    kept = {row.pk: row for row in rows.select_for_update(of=("self",))}
    now = work_versions(keys)
    changed = frozenset(
        given.key for given in handovers if given.key not in kept or now.get(given.key) != given.version
    )
    if changed:
        raise WorkChanged(changed)
    for given in handovers:
        row = kept[given.key]
        row.allocated_to = given.worker
        row.save_by(by=by, reason=reason)


def work_versions(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The newest version of each piece of work, in one query."""
    versions = Involvement.history.filter(id__in=list(keys)).order_by("id", "-history_date", "-history_id")
    return dict(versions.distinct("id").values_list("id", "history_id"))
