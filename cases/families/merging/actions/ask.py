"""Asking for a merge, or for one to be taken apart. A job of the system does it: it sees every row of both records."""

import datetime
import uuid

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import row_hold
from cases.families.merging.models import DuplicatePair, Merge, MergeState
from cases.families.models import Person


class NotNow(Exception):
    """The merge is not in a state in which this can be asked."""


@transaction.atomic
def merge_ask(
    *,
    leader: Person,
    other: Person,
    versions: tuple[uuid.UUID | None, uuid.UUID | None],
    taken: list[str],
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Merge:
    """Ask for the other record to go into the leader's. Raises ``RowChanged`` if either is no longer as it was seen."""
    for person, version in zip((leader, other), versions, strict=True):
        row_hold(row=person, version=version)
    asked = Merge(
        leader=leader,
        other_id=other.pk,
        other_reference=other.reference,
        leader_version=versions[0],
        other_version=versions[1],
        taken=taken,
        reason=reason,
        asked_by=by,
        asked_at=at,
    )
    asked.save_by(by=by, reason=reason)
    return asked


@transaction.atomic
def unmerge_ask(*, merge: Merge, reason: str, by: User) -> None:
    """Ask for the two records to be taken apart. Raises ``NotNow`` unless they are one just now."""
    held = Merge.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=merge.pk).first()
    if held is None or held.state != MergeState.DONE:
        raise NotNow
    held.state, held.undo_reason, held.undo_by = MergeState.UNMERGE_ASKED, reason, by
    held.refusal, held.obstacles = "", []
    held.save_by(by=by, reason=reason)


@transaction.atomic
def pair_add(*, first: Person, second: Person, by: User, at: datetime.datetime) -> DuplicatePair:
    """Put two people side by side by hand; a pair that is there already is given back."""
    rows = DuplicatePair.objects.visible_to(by)
    known: DuplicatePair | None = rows.filter(first__in=[first, second], second__in=[first, second]).first()
    return known or DuplicatePair.objects.create(
        first=first, second=second, reason="by_hand", score=100, found_at=at
    )


@transaction.atomic
def pair_not_same(*, pair: DuplicatePair, why: str, by: User, at: datetime.datetime) -> None:
    """Write down that they are two people. Raises ``NotNow`` if somebody has decided already."""
    waiting = DuplicatePair.objects.visible_to(by).waiting().filter(pk=pair.pk)
    if not waiting.update(not_same_why=why, decided_by=by, decided_at=at):
        raise NotNow
