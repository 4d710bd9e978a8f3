"""Whether the council has approved its schedule."""

import datetime

from retention.models import Rule
from retention.schedule import CODES


def schedule_is_approved(on: datetime.date) -> bool:
    """Whether every rule of the schedule has a version in force; until then nothing may be proposed or destroyed."""
    return set(Rule.objects.in_force(on).values_list("code", flat=True)) >= CODES
