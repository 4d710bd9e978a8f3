"""Who may pass work on or close it."""

import uuid
from collections.abc import Collection

from cases.families.models import Involvement


def may_manage(involvement: Involvement, team_ids: Collection[uuid.UUID]) -> bool:
    """Only the team that holds open work, or whoever manages that team, allocates, transfers or closes it."""
    return involvement.ended_on is None and involvement.team_id in team_ids
