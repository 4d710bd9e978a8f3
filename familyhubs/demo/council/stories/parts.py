"""What a story is made of."""

from dataclasses import dataclass

VISIT, CALL, MEETING, INTERVENTION, GROUP = "visit", "call", "meeting", "intervention", "group_session"
SEEN, TOLD, PROFESSIONAL, DOCUMENT = "seen_and_heard", "told_by_family", "told_by_professional", "document"


@dataclass(frozen=True)
class Step:
    """One contact of a story. ``alone`` says that the child was seen without a parent."""

    kind: str
    source: str
    happened: str
    thought: str = ""
    next_step: str = ""
    alone: bool = False
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Story:
    """A reason to be in touch, with the contacts it usually takes, first to last; ages are of the child."""

    code: str
    youngest: int
    oldest: int
    steps: tuple[Step, ...]
