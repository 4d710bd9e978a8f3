"""Asking for a merge, or for one to be taken apart. A job of the system does it: it sees every row of both records."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import row_hold
from cases.families.merging.models import DuplicatePair, FamilyPair, Merge, MergeState, Pair
from cases.families.merging.rules.kinds import OF_FAMILIES, kind_of
from cases.families.models import Family, Person


class NotNow(Exception):
    """The merge is not in a state in which this can be asked."""


@transaction.atomic
def merge_ask(
    *,
    leader: Person | Family,
    other: Person | Family,
    versions: tuple[uuid.UUID | None, uuid.UUID | None],
    taken: list[str],
    reason: str,
    by: User,
    at: datetime.datetime,
) -> Merge:
    """Ask for the other record to go into the leader's. Raises ``RowChanged`` if either is no longer as it was seen."""
    for record, version in zip((leader, other), versions, strict=True):
        row_hold(row=record, version=version)
    asked = Merge(
        other_id=other.pk,
        other_reference=other.reference,
        leader_version=versions[0],
        other_version=versions[1],
        taken=taken,
        reason=reason,
        asked_by=by,
        asked_at=at,
        **{kind_of(leader).leader: leader},
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
def pair_add(*, first: Person | Family, second: Person | Family, by: User, at: datetime.datetime) -> Pair:
    """Put two records side by side by hand; a pair that is there already is given back."""
    model: Any = FamilyPair if kind_of(first) is OF_FAMILIES else DuplicatePair
    rows = model.objects.visible_to(by)
    known: Pair | None = rows.filter(first__in=[first, second], second__in=[first, second]).first()
    added: Pair = known or model.objects.create(
        first=first, second=second, reason="by_hand", score=100, found_at=at
    )
    return added


@transaction.atomic
def pair_not_same(*, pair: Pair, why: str, by: User, at: datetime.datetime) -> None:
    """Write down that they are two. Raises ``NotNow`` if somebody has decided already."""
    rows: Any = type(pair)._default_manager
    waiting = rows.visible_to(by).waiting().filter(pk=pair.pk)
    if not waiting.update(not_same_why=why, decided_by=by, decided_at=at):
        raise NotNow
