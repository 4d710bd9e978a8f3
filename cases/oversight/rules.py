"""What may happen in supervision and quality work."""

from __future__ import annotations

import datetime
import random
from collections.abc import Collection, Iterable
from uuid import UUID

from accounts.models import User
from cases.families.models import Involvement
from cases.oversight.models import CaseAudit, OversightNote
from govuk.working_days import working_days_after

DAYS_FOR_AN_AUDIT = 10
NOT_AGAIN_FOR = datetime.timedelta(days=182)


def due_date(today: datetime.date) -> datetime.date:
    """By when a drawn file should be read: ten working days."""
    return working_days_after(today, DAYS_FOR_AN_AUDIT)


def draw(families: Iterable[UUID], count: int, seed: int) -> list[UUID]:
    """Files by chance; the same seed draws the same files, so that a draw can be explained."""
    pool = sorted(families)
    return random.Random(seed).sample(pool, min(count, len(pool)))  # noqa: S311 - chance, not a secret


def may_correct(note: OversightNote, user: User) -> bool:
    """A note is corrected by whoever wrote it; anybody else adds one of their own."""
    return note.written_by_id == user.pk


def may_finish(audit: CaseAudit, user: User) -> bool:
    """An audit is finished by the auditor it was given to, once."""
    return audit.auditor_id == user.pk and not audit.is_done


def holds(involvement: Involvement, team_ids: Collection[UUID]) -> bool:
    """Only the team that holds or held the work, or whoever manages it, hands a family over or opens it again."""
    return involvement.team_id in team_ids
