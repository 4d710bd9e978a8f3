"""The pair an address names, where its pages are, and the line in the log of reads that each look at records leaves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_list_add, access_record_add
from cases.families.merging.models import FamilyPair, Merge, MergeState, Pair
from cases.families.models import Family, Person

A_PAGE = 25
GROUND = "looks for people on record twice"
GROUND_FAMILIES = "looks for families on record twice"

P = TypeVar("P", bound=Pair)


def pair_of(request: StaffRequest, model: type[P], pair_id: uuid.UUID) -> P:
    """The pair, if this person sees both; 404 otherwise."""
    pairs: Any = model._default_manager
    rows = pairs.visible_to(request.user).select_related("first", "second", "decided_by")
    found: P = get_object_or_404(rows, pk=pair_id)
    return found


def routes_of(pair: Pair) -> dict[str, str]:
    """The names of the routes of a pair: the list it is on, the comparison, and the decision that they are two."""
    if isinstance(pair, FamilyPair):
        return {
            "pairs": "merging:family_pairs",
            "merge": "merging:family_merge",
            "not_same": "merging:not_same_family",
        }
    return {"pairs": "merging:pairs", "merge": "merging:merge", "not_same": "merging:not_same"}


def open_merge(request: StaffRequest, pair: Pair) -> Merge | None:
    """A merge of these two that waits for the job."""
    both = [pair.first.pk, pair.second.pk]
    leader = "leader_family" if isinstance(pair, FamilyPair) else "leader"
    waiting = Merge.objects.visible_to(request.user).filter(
        state=MergeState.ASKED, other_id__in=both, **{f"{leader}__in": both}
    )
    found: Merge | None = waiting.first()
    return found


def note_records(request: StaffRequest, records: Iterable[Person | Family]) -> None:
    """Write into the log of reads which people and families a list showed."""
    shown = list(records)
    access_list_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        grounds={record.pk: GROUND for record in shown if isinstance(record, Person)},
        family_grounds={record.pk: GROUND_FAMILIES for record in shown if isinstance(record, Family)},
    )


def look_at_both(request: StaffRequest, pair: Pair) -> None:
    """Write into the log of reads that both records were looked at."""
    for record in (pair.first, pair.second):
        look_at(request, record)


def look_at(request: StaffRequest, record: Person | Family) -> None:
    """Write into the log of reads that this record was looked at."""
    is_family = isinstance(record, Family)
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        ground=GROUND_FAMILIES if is_family else GROUND,
        person_id=None if is_family else record.pk,
        family_id=record.pk if is_family else None,
    )
