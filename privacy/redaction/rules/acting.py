"""Whether something may be decided now, and by whom."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from privacy.redaction.models import Passage, Review
from privacy.redaction.models.review import ReviewState


def may_decide(review: Review) -> bool:
    """Only while it is being looked through: what a second reader reads stands still."""
    return review.state == ReviewState.REVIEWING


def may_read_second(review: Review, user_id: UUID, deciders: Collection[UUID]) -> bool:
    """Nobody approves what they decided or handed over themselves."""
    return (
        review.state == ReviewState.SECOND and user_id != review.submitted_by_id and user_id not in deciders
    )


def ranges_fit(passage: Passage, ranges: Collection[Collection[float]]) -> bool:
    """Letters inside the passage, or areas inside the picture."""
    if passage.picture_id:
        return all(_is_area(area) for area in ranges)
    return all(len(pair) == 2 and 0 <= min(pair) < max(pair) <= len(passage.text) for pair in ranges)


def _is_area(area: Collection[float]) -> bool:
    if len(area) != 4:
        return False
    left, top, right, bottom = area
    return 0 <= left < right <= 1 and 0 <= top < bottom <= 1
