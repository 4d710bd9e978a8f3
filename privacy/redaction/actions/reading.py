"""From the first officer to the second reader, and from there to what goes out."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.models.data_request import Asker
from privacy.person_graph import subject_of
from privacy.redaction.actions.decisions import line_add
from privacy.redaction.files.copies import TITLE
from privacy.redaction.models import Decision, Output, Passage, Picture, Review, Volume
from privacy.redaction.models.passage import DecisionKind
from privacy.redaction.models.review import ReviewState
from privacy.redaction.output.frame import frame_of
from privacy.redaction.output.redacted import redacted
from privacy.redaction.output.scan import Hit, Scan, blocking
from privacy.redaction.output.setting import TEMPLATE, data_of, documents_of, made_with
from privacy.redaction.output.volumes import said_besides, volumes_of
from privacy.redaction.people import secrets_of
from privacy.redaction.queries import deciders_of
from privacy.redaction.rules.acting import may_decide, may_read_second
from privacy.redaction.rules.replay import names_told, replayed


@transaction.atomic
def review_submit(
    *, review_id: uuid.UUID, at: datetime.datetime, by: User, has_looked: bool = False
) -> list[Hit]:
    """Give a pack to a second reader; gives what the program still finds, and then nothing moves on.

    What is only to be looked at stops nothing once the officer says that they looked (``has_looked``).

    Raises ``Refused`` while a passage is undecided, or when it is with the second reader already.
    """
    review = _held(review_id)
    if not may_decide(review):
        raise Refused("This pack is with a second reader already, or went further. Nothing was changed")
    left = Passage.objects.filter(review=review, state="").count()
    if left:
        raise Refused(
            f"{left:,} passages are still undecided. Decide them first: “Next undecided” leads to each"
        )
    found = hits_now(review)
    if blocking(found) or (found and not has_looked):
        return found
    review.state, review.submitted_by, review.submitted_at = ReviewState.SECOND, by, at
    review.read_by = review.read_at = None
    review.read_words = ""
    review.save()
    Output.objects.filter(review=review).delete()
    looked = f"Looked at what the program pointed out: {len(found)}" if found else ""
    line_add(review, kind=DecisionKind.SUBMIT, reason=looked, by=by, at=at)
    return []


@transaction.atomic
def review_read(*, review_id: uuid.UUID, approve: bool, words: str, at: datetime.datetime, by: User) -> None:
    """What the second reader says. Raises ``Refused`` for whoever decided a passage or handed it over themselves."""
    review = _held(review_id)
    if not may_read_second(review, by.pk, deciders_of(review)):
        raise Refused(
            "A second officer reads the pack: not the one who handed it over, and nobody who decided a passage of it."
            " Ask a colleague of the information team"
        )
    review.read_by, review.read_at, review.read_words = by, at, words
    review.state = ReviewState.APPROVED if approve else ReviewState.REVIEWING
    review.save()
    line_add(
        review,
        kind=DecisionKind.APPROVE if approve else DecisionKind.RETURN,
        reason=words[:500],
        by=by,
        at=at,
    )


@transaction.atomic
def output_make(*, review_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Set what goes out, read it again, and let it go or send it back; false when somebody else does or did."""
    review = (
        Review.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("pack__request")
        .defer("pack__document", "pack__data")
        .filter(pk=review_id, state=ReviewState.APPROVED)
        .first()
    )
    if review is None:
        return False
    loaded, template = _loaded(review), TEMPLATE.read_text(encoding="utf-8")
    frame = _frame(review, loaded, timezone.localdate(at))
    data, documents, besides = _set(review, loaded, frame, template)
    scan = _scan(review, loaded, live=True)
    hits = blocking([*scan.of_contents(data), *scan.of_documents(documents, data, besides)])
    Output.objects.filter(review=review).delete()
    output = Output.objects.create(
        review=review, frame=frame, template=template, made_with=made_with(),
        document=b"" if hits else documents[0], data=b"" if hits else data,
        digest=_digest(documents[0]), data_digest=_digest(data),
        last_decision=Decision.objects.filter(review=review).count(), made_at=at, scanned_at=at,
        hits=[hit.stored() for hit in hits],
    )  # fmt: skip
    Volume.objects.bulk_create(
        Volume(output=output, number=number, document=b"" if hits else document, digest=_digest(document))
        for number, document in enumerate(documents[1:], 2)
    )
    review.state = ReviewState.REVIEWING if hits else ReviewState.READY
    review.save(update_fields=["state"])
    return True


@transaction.atomic
def output_fail(*, review_id: uuid.UUID) -> None:
    """Send one back whose output could not be set, so that an officer sees it."""
    Review.objects.filter(pk=review_id, state=ReviewState.APPROVED).update(state=ReviewState.REVIEWING)


def reproduced(output: Output) -> tuple[str, ...]:
    """The digests of PDF, JSON and further volumes, set again from the sections, the log of decisions and the frame."""
    data, documents, _ = _set(output.review, _loaded(output.review), output.frame, output.template)
    return _digest(documents[0]), _digest(data), *map(_digest, documents[1:])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hits_now(review: Review) -> list[Hit]:
    """What the program would find in the JSON file as things stand; the PDF is read once it is set."""
    loaded = _loaded(review)
    frame = _frame(review, loaded, timezone.localdate(review.started_at))
    contents = redacted(frame, loaded.sections, loaded.passages, replayed(loaded.decisions), None)
    return _scan(review, loaded, live=False).of_contents(data_of(contents))


@dataclass(frozen=True)
class _Loaded:
    """Everything an answer is made of, read once."""

    sections: list[dict[str, Any]]
    passages: list[Passage]
    decisions: list[Decision]


def _loaded(review: Review) -> _Loaded:
    rows = Passage.objects.filter(review=review).defer("why", "said_name", "proposal", "state", "cuts")
    passages = list(rows.order_by("number"))
    pictures = {row.pk: row for row in Picture.objects.filter(review=review).defer("image")}
    for passage in passages:
        if passage.picture_id:
            passage.picture = pictures[passage.picture_id]
    return _Loaded(_sections(review), passages, list(Decision.objects.filter(review=review)))


def _held(review_id: uuid.UUID) -> Review:
    review: Review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("pack__request")
        .defer("pack__document", "pack__data")
        .get(pk=review_id)
    )
    return review


def _set(
    review: Review, loaded: _Loaded, frame: Mapping[str, Any], template: str
) -> tuple[bytes, list[bytes], list[str]]:
    """The JSON, the PDF or its volumes, and what volumes print besides."""
    pictures = Picture.objects.filter(review=review).values_list("pk", "image")
    images = {str(key): bytes(image) for key, image in pictures}
    contents = redacted(frame, loaded.sections, loaded.passages, replayed(loaded.decisions), images)
    documents = documents_of(contents, template)
    besides = list(said_besides(volumes_of(contents))) if len(documents) > 1 else []
    return data_of(contents), documents, besides


def _frame(review: Review, loaded: _Loaded, on: datetime.date) -> dict[str, Any]:
    pack = review.pack
    collected_on = timezone.localdate(pack.ready_at or pack.asked_at)
    return frame_of(pack.request, loaded.sections, collected_on=collected_on, on=on)


def _sections(review: Review) -> list[dict[str, Any]]:
    from_pack = [section.contents for section in review.pack.sections.order_by("position")]
    files = {"title": TITLE, "categories": [], "items": review.files, "withheld": []}
    sections = [*from_pack, files] if review.files else from_pack
    return [{**section, "items": [_without_key(item) for item in section["items"]]} for section in sections]


def _without_key(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "record"}


def _scan(review: Review, loaded: _Loaded, *, live: bool) -> Scan:
    """What to look for: what was kept from the start, and (``live``) what was made confidential since."""
    secrets = list(review.secrets)
    if live:
        request = review.pack.request
        subject = subject_of(request.subject_id)
        secrets += secrets_of(subject, review.people, asked_by_subject=request.asked_by == Asker.SELF)
    told = names_told(loaded.decisions)
    return Scan(review.people, told, secrets, loaded.passages, replayed(loaded.decisions))
