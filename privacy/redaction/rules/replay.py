"""What stands of each passage, worked out from the log of decisions alone. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

from privacy.redaction.models import Decision
from privacy.redaction.models.passage import DecisionKind, Standing


class Cut(TypedDict):
    """Letters ``[from, to)`` of a passage, an area ``[left, top, right, bottom]`` of a picture, or nothing for all."""

    at: list[Any]
    ground: str


@dataclass(frozen=True)
class Stands:
    """The state of one passage."""

    state: str = ""
    cuts: tuple[tuple[tuple[Any, ...], str], ...] = ()

    def stored(self) -> list[Cut]:
        """The cuts as rows keep them."""
        return [Cut(at=list(at), ground=ground) for at, ground in self.cuts]


NOTHING = Stands()


def still_counting(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that nobody took back, in their order; an undo itself cannot be undone, only decided anew."""
    told = sorted(decisions, key=lambda decision: decision.number)
    gone = {decision.undoes_id for decision in told if decision.kind == DecisionKind.UNDO}
    return [d for d in told if d.pk not in gone and d.kind != DecisionKind.UNDO]


def replayed(decisions: Iterable[Decision]) -> dict[int, Stands]:
    """The standing of every passage anybody decided: the last whole decision, and words cut since."""
    found: dict[int, Stands] = {}
    for decision in still_counting(decisions):
        for number in decision.passages:
            found[number] = _after(found.get(number, NOTHING), decision)
    return found


def names_told(decisions: Iterable[Decision]) -> frozenset[str]:
    """People whose names an officer decided may be told."""
    return frozenset(d.person for d in still_counting(decisions) if d.kind == DecisionKind.TELL)


def _after(before: Stands, decision: Decision) -> Stands:
    match decision.kind:
        case DecisionKind.KEEP:
            return Stands(Standing.OPEN)
        case DecisionKind.CUT:
            return Stands(Standing.CUT, (((), decision.ground),))
        case DecisionKind.WORDS if before.state != Standing.CUT:
            more = tuple((tuple(at), decision.ground) for at in decision.ranges)
            return Stands(Standing.WORDS, (*before.cuts, *more))
        case _:
            return before
