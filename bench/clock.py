"""Timing: after a warm-up, measured and floor by turns, so that both meet the same noise."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

Call = Callable[[], Any]


def by_turns(*calls: Call, repeats: int, warm_up: int = 2) -> list[list[float]]:
    """Seconds of each call, repeated side by side."""
    times: list[list[float]] = [[] for _ in calls]
    for turn in range(warm_up + repeats):
        for call, kept in zip(calls, times, strict=True):
            seconds = once(call)
            if turn >= warm_up:
                kept.append(seconds)
    return times


def once(call: Call) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def median(times: Sequence[float]) -> float:
    """The time in the middle."""
    return statistics.median(times)


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of all calls kept within."""
    return sorted(times)[max(0, math.ceil(len(times) * share) - 1)]
