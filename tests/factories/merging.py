"""Pairs of records of people and of families, and merges done by the worker's job."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import User
from cases.families.actions.rows import row_version
from cases.families.merging.actions.ask import merge_ask, unmerge_ask
from cases.families.merging.models import DuplicatePair, FamilyPair, Merge
from cases.families.merging.rules.kinds import kind_of
from cases.families.merging.tasks import carry_out
from cases.families.models import Family, Person
from tests.database import as_owner, as_worker


def make_pair(first: Person, second: Person, **fields: Any) -> DuplicatePair:
    """A pair that waits to be looked at."""
    said = {"reason": "name_and_birth", "score": 95, "found_at": timezone.now()}
    return DuplicatePair.objects.create(first=first, second=second, **said | fields)


def make_family_pair(first: Family, second: Family, **fields: Any) -> FamilyPair:
    """The same of families."""
    said = {"reason": "same_members", "score": 95, "found_at": timezone.now()}
    return FamilyPair.objects.create(first=first, second=second, **said | fields)


def make_merge(leader: Person | Family, other: Person | Family, by: User, **fields: Any) -> Merge:
    """A merge that was asked for; call as the owner."""
    said = {
        "other_reference": other.reference,
        "leader_version": row_version(leader),
        "other_version": row_version(other),
        "reason": "Same child",
        "asked_at": timezone.now(),
    }
    merge = Merge(other_id=other.pk, asked_by=by, **{kind_of(leader).leader: leader}, **said | fields)
    merge.save_by(by=by, reason="Same child")
    return merge


def merge_now(
    leader: Person | Family, other: Person | Family, by: User, taken: tuple[str, ...] = ()
) -> Merge:
    """Ask as the web does, then let the worker's job do it."""
    with acting_as(by):
        versions = (row_version(leader), row_version(other))
        asked = merge_ask(
            leader=leader, other=other, versions=versions, taken=list(taken), reason="Same child", by=by,
            at=timezone.now(),
        )  # fmt: skip
    return _done(asked)


def take_apart_now(merge: Merge, by: User) -> Merge:
    """Ask for it to be taken apart, and let the job do it."""
    with acting_as(by):
        unmerge_ask(merge=merge, reason="Cousins of one name", by=by)
    return _done(merge)


def _done(merge: Merge) -> Merge:
    with as_worker():
        carry_out(str(merge.pk))
    with as_owner():
        return Merge.objects.select_related("leader", "leader_family").get(pk=merge.pk)


def days_ago(days: int) -> datetime.date:
    """A day before today."""
    return timezone.localdate() - datetime.timedelta(days=days)
