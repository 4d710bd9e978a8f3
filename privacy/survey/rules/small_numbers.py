"""Small numbers are not shown, because they may show who somebody is."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5


def shown(counts: Mapping[str, int]) -> dict[str, int | None] | None:
    """The counts that may be shown; ``None`` for one that is kept back, and for all when too few answered.

    A count between 1 and 4 is kept back. One alone could be worked out from the total, so the next smallest
    goes with it.
    """
    if sum(counts.values()) < LEAST:
        return None
    kept = {name for name, count in counts.items() if 0 < count < LEAST}
    others = sorted(
        (name for name in counts if name not in kept), key=lambda name: (counts[name] == 0, counts[name])
    )
    if len(kept) == 1 and others:
        kept.add(others[0])
    return {name: None if name in kept else count for name, count in counts.items()}
