"""Lists and their files as officers and the night job look at them."""

import datetime
import uuid

from retention.models import DisposalList
from retention.models.disposal import ListState


def lists_to_destroy(at: datetime.datetime) -> list[uuid.UUID]:
    """Approved lists that have cooled off, the oldest first."""
    approved = DisposalList.objects.filter(state=ListState.APPROVED, destroy_from__lte=at)
    return list(approved.order_by("approved_at").values_list("pk", flat=True))
