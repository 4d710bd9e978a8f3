"""What follows from the right a request is about."""

from privacy.models.data_request import EventKind, RequestRight

ANSWERED_WITH_A_PACK = frozenset({RequestRight.ACCESS, RequestRight.PORTABILITY})
"""The rights that end in a copy (UK GDPR Articles 15 and 20); the others end in a decision."""

PAUSED_BY_A_QUESTION = frozenset({RequestRight.ACCESS})
"""A question stops the clock of subject access alone (Article 12A)."""

QUESTIONS = frozenset({EventKind.CLARIFICATION_ASKED, EventKind.CLARIFICATION_ANSWERED})

NO_PAUSE = (
    "A question stops the clock only when somebody asks for a copy. Here the answer stays due on the same day"
)


def event_kinds(right: str) -> list[tuple[str, str]]:
    """What can happen to the clock of this right, to choose from."""
    pauses = right in PAUSED_BY_A_QUESTION
    return [(kind, label) for kind, label in EventKind.choices if pauses or kind not in QUESTIONS]
