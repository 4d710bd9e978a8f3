"""Sending an answer, opening it by its link, and taking a link back."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.actions.requests import request_close
from privacy.models import DataRequest
from privacy.redaction.models import Output, Review
from privacy.redaction.models.review import ReviewState
from privacy.release.models import Fetch, Release
from privacy.release.models.release import CodeWay, Way
from privacy.release.rules.opening import link_digest, new_code, new_link, plain_code, still_opens

NOT_READY = (
    "Only an answer that a second officer approved, and in which the program found nothing, can be sent. Nothing was"
    " sent. Its page says what is missing"
)


@dataclass(frozen=True)
class Made:
    """A release, and what is shown once: the link and its code."""

    release: Release
    link: str = ""
    code: str = ""


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
    link, code = "", ""
    if way == Way.LINK:
        link, code = new_link(), new_code()
        release.link_digest, release.code_hash = link_digest(link), make_password(plain_code(code))
        release.expires_at, release.code_way = at + datetime.timedelta(days=days), code_way
    release.save()
    request = DataRequest.objects.get(packs__review=review)
    if request.closed_on is None:
        request_close(request=request, sent_on=on, sent_how=_in_words(release), by=by)
    return Made(release, link, code)


def _in_words(release: Release) -> str:
    words = Way(release.way).label
    return f"{words}, code: {CodeWay(release.code_way).label.lower()}" if release.code_way else str(words)


@transaction.atomic
def release_recall(*, release_id: uuid.UUID, at: datetime.datetime, by: User) -> None:
    """Take a link back: from now on it opens nothing. Raises ``Refused`` for paper and for what was taken back."""
    release = Release.objects.select_for_update().get(pk=release_id)
    if release.way != Way.LINK or release.recalled_at is not None:
        raise Refused("Only a link can be taken back, and only once. Nothing was changed")
    release.recalled_at, release.recalled_by = at, by
    release.save(update_fields=["recalled_at", "recalled_by"])


@transaction.atomic
def release_try(*, digest: str, code: str, at: datetime.datetime) -> Release | None:
    """The release behind a link, if the code is right and it still opens; a wrong code counts, a right one clears them.

    Two who try at once wait for each other, so that tries cannot be had for nothing.
    """
    release: Release | None = Release.objects.select_for_update().filter(link_digest=digest).first()
    if release is None or not still_opens(release, at):
        return None
    if not check_password(plain_code(code), release.code_hash):
        Release.objects.filter(pk=release.pk).update(tries=F("tries") + 1)
        return None
    Release.objects.filter(pk=release.pk).update(tries=0)
    return release


@transaction.atomic
def release_fetch(*, release_id: uuid.UUID, digest: str, what: str, at: datetime.datetime) -> bytes | None:
    """The answer as PDF or JSON, with a line in the log of openings; nothing once the link has ended."""
    release: Release | None = (
        Release.objects.select_for_update().filter(pk=release_id, link_digest=digest).first()
    )
    if release is None or not still_opens(release, at):
        return None
    output = Output.objects.get(review=release.review_id)
    Fetch.objects.create(release=release, what=what, at=at)
    return bytes(output.document if what == "pdf" else output.data)
