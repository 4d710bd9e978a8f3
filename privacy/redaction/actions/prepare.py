"""Beginning to look through a pack: asked for by an officer, prepared by the system, which alone sees whole files."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.grounds import Ground
from privacy.models import Pack
from privacy.models.data_request import Asker, PackState
from privacy.person_graph import subject_of
from privacy.redaction.files.copies import TITLE, Copy, copies
from privacy.redaction.models import Decision, Passage, Picture, Review
from privacy.redaction.models.passage import DecisionKind, SaidBy
from privacy.redaction.models.review import ReviewState
from privacy.redaction.passages import Breaker, Value
from privacy.redaction.people import people_of, secrets_of
from privacy.redaction.rules.replay import replayed
from privacy.redaction.sources import linked_people, sources_of

AT_ONCE = 1000
SAFE = "A safe address, number or email. The program holds it back wherever it stands"


@transaction.atomic
def review_start(*, pack: Pack, at: datetime.datetime, by: User) -> Review:
    """Ask for a pack to be prepared; asked twice, or after a fault, it is the same review.

    Raises ``Refused`` while the pack is not collected.
    """
    held = Pack.objects.select_for_update().defer("document", "data").get(pk=pack.pk)
    if held.state != PackState.READY:
        raise Refused("The pack is still being collected. Wait until it is ready, then start again")
    review, made = Review.objects.get_or_create(pack=held, defaults={"started_by": by, "started_at": at})
    if not made and review.state == ReviewState.FAILED:
        review.state = ReviewState.PREPARING
        review.save(update_fields=["state"])
    return review


def reviews_waiting() -> list[uuid.UUID]:
    """Those to prepare, and those approved whose output is still to be made."""
    states = [ReviewState.PREPARING, ReviewState.APPROVED]
    return list(Review.objects.filter(state__in=states).order_by("started_at").values_list("pk", flat=True))


@transaction.atomic
def review_prepare(*, review_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Break the pack into passages; false when somebody else does or did. A worker that dies leaves nothing behind."""
    review = (
        Review.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("pack__request")
        .defer("pack__document", "pack__data")
        .filter(pk=review_id, state=ReviewState.PREPARING)
        .first()
    )
    if review is None:
        return False
    request = review.pack.request
    subject = subject_of(request.subject_id)
    sections = review.pack.sections.order_by("position")
    sources = {row.position: sources_of(row.contents) for row in sections.iterator(chunk_size=10)}
    linked = linked_people(source for found in sources.values() for source in found.values())
    review.people = people_of(subject, linked=linked)
    review.secrets = secrets_of(subject, review.people, asked_by_subject=request.asked_by == Asker.SELF)
    breaker = Breaker(review, review.people, review.secrets)
    batch: list[Passage] = []
    position = -1
    for position, section in enumerate(sections.iterator(chunk_size=10)):
        batch += breaker.of_section(position, section.contents, sources[section.position])
        batch = _written(batch, at_least=AT_ONCE)
    review.files = _files(breaker, position + 1, copies(subject), batch)
    _written(batch, at_least=1)
    _hold_back_secrets(review, at)
    review.state = ReviewState.REVIEWING
    review.save()
    return True


@transaction.atomic
def review_fail(*, review_id: uuid.UUID) -> None:
    """Mark one that a fault stopped, so that the officer sees it and can start again."""
    Review.objects.filter(pk=review_id, state=ReviewState.PREPARING).update(state=ReviewState.FAILED)


def _written(batch: list[Passage], *, at_least: int) -> list[Passage]:
    if len(batch) < at_least:
        return batch
    Passage.objects.bulk_create(batch, batch_size=AT_ONCE)
    return []


def _files(breaker: Breaker, position: int, found: Iterator[Copy], batch: list[Passage]) -> list[Any]:
    """The section of documents, as one list of items; a page waits in the database until it goes out."""
    items = []
    codes = {person["person"]: person["code"] for person in breaker.people if person["person"]}
    for copy in found:
        linked = {codes[str(key)] for key in copy.about if str(key) in codes}
        pictures = []
        base = {"section": position, "title": TITLE}
        batch += breaker.of_value(
            Value("f0", "Document", copy.title, False, True, SaidBy.PROFESSIONAL), linked, **base
        )
        batch += breaker.of_value(
            Value("f1", "What it is", copy.label, False, False, SaidBy.PROFESSIONAL), linked, **base
        )
        fields = [("Document", copy.title), ("What it is", copy.label)]
        if copy.words:
            batch += breaker.of_value(
                Value("f2", "Its words", copy.words, True, True, SaidBy.UNKNOWN), linked, **base
            )
            fields.append(("Its words", copy.words))
        for number, page in enumerate(copy.pages):
            picture = Picture.objects.create(
                review=breaker.review, image=page.image, width=page.width, height=page.height,
                words=page.words,
            )  # fmt: skip
            label = f"Page {number + 1} of {len(copy.pages)}"
            batch.append(breaker.of_page(position, TITLE, label, f"p{number}", picture))
            pictures.append({"picture": str(picture.pk), "label": label})
        items.append({"fields": fields, "versions": [], "pictures": pictures})
        breaker.item += 1
    return items


def _hold_back_secrets(review: Review, at: datetime.datetime) -> None:
    """The first line of the log: whole passages that nobody may open."""
    numbers = list(
        Passage.objects.filter(review=review, never_all=True)
        .order_by("number")
        .values_list("number", flat=True)
    )
    if not numbers:
        return
    decision = Decision(
        review=review, number=1, kind=DecisionKind.CUT, passages=numbers, ground=Ground.NEVER, reason=SAFE,
        scope="By the program", at=at,
    )  # fmt: skip
    decision.save()
    stands = replayed([decision])[numbers[0]]
    Passage.objects.filter(review=review, never_all=True).update(state=stands.state, cuts=stands.stored())
