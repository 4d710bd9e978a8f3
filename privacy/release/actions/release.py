"""Sending an answer, opening it by its link, and taking a link back."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import connection, transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.actions.requests import request_close
from privacy.links.actions import Held, Secrets, link_end, link_set
from privacy.links.models import CodeWay
from privacy.models import DataRequest
from privacy.redaction.models import Output, Review
from privacy.redaction.models.review import ReviewState
from privacy.release.models import Release
from privacy.release.models.release import Way

NOT_READY = (
    "Only an answer that a second officer approved, and in which the program found nothing, can be sent. Nothing was"
    " sent. Its page says what is missing"
)


@dataclass(frozen=True)
class Made:
    """A release, and what is shown once: the link and its code."""

    release: Release
    link: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@transaction.atomic
def release_make(
    *,
    review_id: uuid.UUID,
    way: str,
    at: datetime.datetime,
    on: datetime.date,
    by: User,
    days: int = 14,
    code_way: str = "",
    sent_to: str = "",
    support: str = "",
) -> Made:
    """Send the answer, and close its request with how it was sent. Raises ``Refused`` unless it is ready to be sent."""
    review = Review.objects.select_for_update().get(pk=review_id)
    output = Output.objects.filter(review=review).only("hits", "scanned_at").first()
    if review.state != ReviewState.READY or output is None or output.hits or output.scanned_at is None:
        raise Refused(NOT_READY)
    release = Release(review=review, way=way, made_by=by, made_at=at, sent_to=sent_to, support=support)
    made = link_set(release, at=at, days=days, code_way=code_way) if way == Way.LINK else Secrets()
    release.save()
    request = DataRequest.objects.get(packs__review=review)
    if request.closed_on is None:
        request_close(request=request, sent_on=on, sent_how=_in_words(release), by=by)
    return Made(release, made.link, made.code)


def _in_words(release: Release) -> str:
    words = Way(release.way).label
    return f"{words}, code: {CodeWay(release.code_way).label.lower()}" if release.code_way else str(words)


@transaction.atomic
def release_recall(*, release_id: uuid.UUID, at: datetime.datetime, by: User) -> None:
    """Take a link back: from now on it opens nothing. Raises ``Refused`` for paper and for what was taken back."""
    link_end(Release.objects.select_for_update().get(pk=release_id), at=at, by=by)


@transaction.atomic
def release_fetch(*, held: Held, what: str, at: datetime.datetime, volume: int = 1) -> bytes | None:
    """The answer as PDF (or one volume of it) or JSON, with a line in the log; nothing once the link has ended.

    PostgreSQL gives it to whoever has link and code, and writes that line: it takes nobody's account, so a link goes on
    opening when the officer who made it has left.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT release_file(%s, %s, %s, %s, %s)", [held.link, held.code, what, volume, at])
        found: tuple[bytes | None] = cursor.fetchone()
    return None if found[0] is None else bytes(found[0])


@transaction.atomic
def release_volumes(*, held: Held, at: datetime.datetime) -> int:
    """In how many volumes the answer comes, for whoever has link and code; nothing for anybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT release_volumes(%s, %s, %s)", [held.link, held.code, at])
        found: tuple[int | None] = cursor.fetchone()
    return found[0] or 0
