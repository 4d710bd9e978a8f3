"""Putting two records together: every row of the one moves to the other, and the journal keeps each step.

Only a job of the system does this, because it must see what no manager sees: rows behind walls, requests, holds. The
row of the other record goes last; PostgreSQL would refuse to let it go while a single row still names it.
"""

from __future__ import annotations

import copy
import datetime
import uuid
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from accounts.models import User
from cases.families.actions.rows import row_version
from cases.families.merging.actions.journal import Journal, Stuck
from cases.families.merging.models import Merge, MergeState, Refusal, StepKind
from cases.families.merging.rules.details import chosen, names_to_keep
from cases.families.merging.rules.joining import names_leader_twice, rival_of, taken_over
from cases.families.merging.rules.kinds import Kind, kind_of
from cases.families.merging.rules.obstacles import about, refusal_for
from cases.families.merging.rules.plan import Moves
from cases.families.merging.rules.values import NotKeepable
from cases.families.models import Family, Person, PersonName
from cases.families.models.person import NameKind

AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"
AT_THE_END = "SET CONSTRAINTS ALL DEFERRED"


@transaction.atomic
def merge_carry_out(*, merge_id: uuid.UUID, at: datetime.datetime) -> None:
    """Do what was asked, or write down why not. Safe to run twice: the second finds it done."""
    waiting = Merge.objects.select_for_update(skip_locked=True, of=("self",))
    merge: Merge | None = waiting.filter(pk=merge_id, state=MergeState.ASKED).first()
    if merge is None:
        return
    by = merge.asked_by
    refusal = _refusal(merge, by, at)
    if refusal is None:
        try:
            with transaction.atomic():
                _join(merge, by, at)
        except (IntegrityError, ProtectedError, Stuck, NotKeepable):
            refusal = Refusal.BUSY
    if refusal is None:
        merge.state, merge.done_at = MergeState.DONE, at
    else:
        merge.state, merge.refusal = MergeState.REFUSED, refusal
    merge.save_by(by=None, reason="Refused" if refusal else "Put together")


def _refusal(merge: Merge, by: User, at: datetime.datetime) -> Refusal | None:
    rows = kind_of(merge).model.objects.select_for_update(of=("self",)).order_by("pk")
    records = {record.pk: record for record in rows.filter(pk__in=[merge.stays_id, merge.other_id])}
    if len(records) < 2:
        return Refusal.GONE
    seen = {merge.stays_id: merge.leader_version, merge.other_id: merge.other_version}
    if any(row_version(record) != seen[key] for key, record in records.items()):
        return Refusal.CHANGED
    return refusal_for(list(records.values()), by, at)


def _join(merge: Merge, by: User, at: datetime.datetime) -> None:
    kind = kind_of(merge)
    leader, other = (kind.model.objects.get(pk=key) for key in (merge.stays_id, merge.other_id))
    reason = f"Two records of one {kind.one} put together: {merge.reason}"
    journal = Journal(merge, by=by, at=at, reason=reason)
    changes = chosen(leader, other, merge.taken)
    _move_everything(kind, leader, other, journal)
    if isinstance(leader, Person):
        _keep_names(leader, other, changes, journal)
    journal.remove(other)
    if changes:
        journal.change(leader, changes, StepKind.JOINED)
    with connection.cursor() as cursor:
        cursor.execute(f"{AT_ONCE}; {AT_THE_END}")


def _keep_names(leader: Person, other: Person, changes: dict[str, Any], journal: Journal) -> None:
    aliases = PersonName.objects.filter(person=leader).values_list("name", flat=True)
    for name in names_to_keep(leader, other, changes, list(aliases)):
        journal.make(PersonName(person=leader, name=name, kind=NameKind.ALIAS))


def _move_everything(kind: Kind, leader: Person | Family, other: Person | Family, journal: Journal) -> None:
    for line in kind.moves:
        manager: Any = line.model_class._base_manager
        theirs = list(manager.filter(about(line, [other.pk])).order_by("pk"))
        named = manager.filter(about(line, [leader.pk])).exclude(pk__in=[row.pk for row in theirs])
        own = list(named.order_by("pk"))
        for row in theirs:
            links = {name: leader.pk for name in line.links if getattr(row, f"{name}_id") == other.pk}
            _move(line, row, own, links, journal)


def _move(line: Moves, row: Any, own: list[Any], links: dict[str, Any], journal: Journal) -> None:
    """One row of the other record; ``own`` are the leader's rows of this kind, and grow."""
    if names_leader_twice(row, line, links):
        journal.remove(row)
        return
    rival = rival_of(row, own, line, links)
    if rival is not None and line.is_whole:
        raise Stuck(line.model)
    if rival is not None and not line.ends:
        _absorb(line, rival, row, own, journal)
        return
    if rival is not None and line.ends:
        links = {**links, **dict(zip(line.ends, (journal.at, journal.by.pk), strict=True))}
    journal.change(row, links, StepKind.MOVED)
    own.append(row)


def _absorb(line: Moves, stays: Any, goes: Any, own: list[Any], journal: Journal) -> None:
    """One row instead of two. A membership made longer may now touch a third one: that goes into it as well."""
    joined = copy.copy(stays)
    going: list[Any] = [goes]
    while going:
        row = going.pop()
        for name, value in taken_over(joined, row, line).items():
            setattr(joined, name, value)
        journal.remove(row, instead=stays)
        touching = rival_of(joined, [other for other in own if other is not stays], line, {})
        if touching is not None:
            own.remove(touching)
            going.append(touching)
    changes = {
        column.attname: getattr(joined, column.attname)
        for column in stays._meta.concrete_fields
        if not column.generated and getattr(joined, column.attname) != getattr(stays, column.attname)
    }
    if changes:
        journal.change(stays, changes, StepKind.JOINED)
