"""How much work somebody has: pieces of open work, each weighted by its priority."""

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Load:
    """The open work of one worker, or of one team, that the reader may see; ``waiting`` has no worker yet."""

    families: int
    pieces: dict[str, int]
    waiting: int = 0

    @property
    def weighted(self) -> int:
        """The total with priorities weighted."""
        return weighted(self.pieces)

    @property
    def figures(self) -> tuple[int, ...]:
        """By priority, then families, then the weighted total."""
        return (*(self.pieces[priority] for priority in Priority), self.families, self.weighted)

    @property
    def words(self) -> str:
        """Beside a name in a list of choices."""
        families = "1 family" if self.families == 1 else f"{self.families} families"
        return f"{families}, weighted {self.weighted}"


IDLE = Load(0, dict.fromkeys(Priority, 0))
