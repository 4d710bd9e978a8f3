"""Deciding passages. Every decision is a line of the log, and what stands of a passage follows from the log."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.grounds import HARM, Ground
from privacy.redaction.models import Decision, Passage, Review
from privacy.redaction.models.passage import ABOUT_PASSAGES, DecisionKind, Standing
from privacy.redaction.rules.acting import may_decide, ranges_fit
from privacy.redaction.rules.naming import SUBJECT
from privacy.redaction.rules.replay import NOTHING, replayed

OUTCOME = {
    DecisionKind.KEEP: Standing.OPEN, DecisionKind.CUT: Standing.CUT, DecisionKind.WORDS: Standing.WORDS,
}  # fmt: skip
WENT_ON = "This pack is with a second reader, or went further. Nothing was changed. The second reader can send it back"
NEVER = (
    "This is a safe address, telephone number or email, and nobody can open it here. Nothing was changed. If it is no"
    " longer confidential, the family’s worker changes that on the person’s record; then collect the pack again"
)


@transaction.atomic
def decision_add(
    *,
    review_id: uuid.UUID,
    kind: str,
    passages: Sequence[int],
    at: datetime.datetime,
    by: User,
    ground: str = "",
    reason: str = "",
    practitioner: str = "",
    ranges: Sequence[Sequence[float]] = (),
    scope: str = "",
    seen: Mapping[int, str] | None = None,
) -> Decision:
    """Keep passages open, hold them back, or hold back some words of one.

    ``seen`` is what stood of passages when the officer decided. Raises ``Refused`` when a colleague decided otherwise
    meanwhile, when the pack is no longer looked through, when a passage can never be opened, and when a cut
    lacks its ground, its reason or, for serious harm, the practitioner whose opinion it is.
    """
    review = _held(review_id)
    _refuse_half(kind, ground, reason, practitioner)
    rows = {row.number: row for row in Passage.objects.filter(review=review, number__in=list(passages))}
    if set(rows) != set(passages) or not rows:
        raise Refused(
            "The pack has no such passage. Nothing was changed. Go back to the list and choose again"
        )
    _refuse_overtaken(rows, seen or {}, outcome=OUTCOME[DecisionKind(kind)])
    if any(row.never_all for row in rows.values()):
        raise Refused(NEVER)
    if kind == DecisionKind.WORDS and (len(rows) != 1 or not ranges or not _fit(rows.values(), ranges)):
        raise Refused("Those words are not in the passage. Nothing was changed. Choose them again")
    decision = line_add(
        review, kind=kind, passages=sorted(rows), ground=ground, reason=reason, practitioner=practitioner,
        ranges=[list(one) for one in ranges], scope=scope, by=by, at=at,
    )  # fmt: skip
    _stand(review, decision.passages)
    return decision


@transaction.atomic
def proposals_accept(
    *, review_id: uuid.UUID, passages: Sequence[int], reason: str, at: datetime.datetime, by: User, scope: str
) -> list[Decision]:
    """Decide passages as the program proposes: one line for what stays open and one for what is held back."""
    review = _held(review_id)
    rows = Passage.objects.filter(review=review, number__in=list(passages), state="").exclude(proposal="")
    found = {
        proposal: list(rows.filter(proposal=proposal).values_list("number", flat=True))
        for proposal in ("open", "cut")
    }
    made = []
    for proposal, kind, ground in (
        ("open", DecisionKind.KEEP, ""),
        ("cut", DecisionKind.CUT, Ground.THIRD_PARTY),
    ):
        if found[proposal]:
            made.append(
                decision_add(
                    review_id=review_id,
                    kind=kind,
                    passages=found[proposal],
                    ground=ground,
                    reason=reason if ground else "",
                    scope=scope,
                    at=at,
                    by=by,
                )
            )
    return made


@transaction.atomic
def name_tell(*, review_id: uuid.UUID, person: str, reason: str, at: datetime.datetime, by: User) -> Decision:
    """Decide that somebody's name may be told, though other information about them is held back."""
    review = _held(review_id)
    if person == SUBJECT or person not in {one["code"] for one in review.people}:
        raise Refused("The pack names nobody like that. Nothing was changed")
    return line_add(review, kind=DecisionKind.TELL, person=person, reason=reason, by=by, at=at)


@transaction.atomic
def decision_undo(
    *, review_id: uuid.UUID, decision_id: uuid.UUID, at: datetime.datetime, by: User
) -> Decision:
    """Take a decision back, one about many too: what was decided before it counts again.

    Raises ``Refused`` when it was taken back already, or is the program's own.
    """
    review = _held(review_id)
    gone = Decision.objects.filter(review=review, pk=decision_id, kind__in=ABOUT_PASSAGES).first()
    if gone is None or Decision.objects.filter(undoes=gone).exists():
        raise Refused("This was taken back already. Nothing was changed")
    if gone.by_id is None:
        raise Refused(NEVER)
    made = line_add(review, kind=DecisionKind.UNDO, undoes=gone, passages=gone.passages, by=by, at=at)
    _stand(review, gone.passages)
    return made


def _held(review_id: uuid.UUID) -> Review:
    review: Review = Review.objects.select_for_update().get(pk=review_id)
    if not may_decide(review):
        raise Refused(WENT_ON)
    return review


def line_add(review: Review, **said: Any) -> Decision:
    """The next line of the log of a review that is held."""
    last = Decision.objects.filter(review=review).aggregate(last=Max("number"))["last"] or 0
    return Decision.objects.create(review=review, number=last + 1, **said)


def _stand(review: Review, numbers: Iterable[int]) -> None:
    """Write what the log says of these passages now."""
    wanted = list(numbers)
    stands = replayed(Decision.objects.filter(review=review))
    groups: dict[Any, list[int]] = {}
    for number in wanted:
        groups.setdefault(stands.get(number, NOTHING), []).append(number)
    for standing, found in groups.items():
        rows = Passage.objects.filter(review=review, number__in=found)
        rows.update(state=standing.state, cuts=standing.stored())


def _refuse_overtaken(rows: Mapping[int, Passage], seen: Mapping[int, str], *, outcome: str) -> None:
    """Two officers at one pack: the second must see what the first decided before they decide otherwise."""
    overtaken = (rows[number] for number, state in seen.items() if rows[number].state not in (state, outcome))
    other = next(overtaken, None)
    if other is not None:
        stands = other.get_state_display() if other.state else "Undecided"
        raise Refused(
            f"Passage {other.number} was decided since you opened this page. It is now: {stands}. Nothing was changed."
            " Look at it again, then decide"
        )


def _refuse_half(kind: str, ground: str, reason: str, practitioner: str) -> None:
    if kind not in (DecisionKind.CUT, DecisionKind.WORDS):
        return
    if not ground or not reason.strip():
        raise Refused("Say on which ground it is held back, and why. Nothing was changed")
    if ground == Ground.NEVER:
        raise Refused("The program itself holds back safe addresses. Choose the ground of this cut")
    if ground in HARM and not practitioner.strip():
        raise Refused(
            "Name the practitioner whose opinion it is that this would cause serious harm. Nothing was changed"
        )


def _fit(rows: Iterable[Passage], ranges: Sequence[Sequence[float]]) -> bool:
    return all(ranges_fit(row, ranges) for row in rows)
