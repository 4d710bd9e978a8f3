"""How much work somebody has: pieces of open work, each weighted by its priority."""

from collections.abc import Mapping

from cases.families.models.involvement import Priority

WEIGHTS: Mapping[str, int] = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}
"""The one place that says what a priority counts for."""


def weighted(pieces: Mapping[str, int]) -> int:
    """The weighted total of so many pieces of work of each priority."""
    return sum(WEIGHTS[priority] * count for priority, count in pieces.items())


def weights_in_words() -> str:
    """The weights as a page tells them."""
    told = [f"{Priority(priority).label.lower()} counts {weight}" for priority, weight in WEIGHTS.items()]
    return ", ".join(told)
