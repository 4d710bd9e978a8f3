"""Lists and their files as officers and the night job look at them."""

import datetime
import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Count, Q

from accounts.models import User
from retention.models import DisposalItem, DisposalList
from retention.models.disposal import ItemState, ListState


def lists_to_destroy(at: datetime.datetime) -> list[uuid.UUID]:
    """Approved lists that have cooled off, the oldest first."""
    approved = DisposalList.objects.filter(state=ListState.APPROVED, destroy_from__lte=at)
    return list(approved.order_by("approved_at").values_list("pk", flat=True))


def counted_lists(user: User) -> models.QuerySet[DisposalList]:
    """The lists, the newest first, each with how many files are to go, blocked and taken off."""

    def number(state: ItemState) -> Count:
        return Count("items", filter=Q(items__state=state))

    lists: models.QuerySet[DisposalList] = DisposalList.objects.visible_to(user)
    return lists.select_related("submitted_by", "approved_by").annotate(
        due=number(ItemState.DUE), blocked=number(ItemState.BLOCKED), taken_off=number(ItemState.TAKEN_OFF)
    )


def stops_merge(families: Collection[uuid.UUID]) -> bool:
    """Whether an officer has decided that one of these files may go: they decided about it as it stood."""
    items = DisposalItem.objects.filter(family_id__in=families, state=ItemState.DUE)
    submitted = Q(disposal_list__state__in=[ListState.SUBMITTED, ListState.APPROVED])
    agreed = Q(disposal_list__state=ListState.PROPOSED, decided_by__isnull=False)
    return items.filter(submitted | agreed).exists()
