"""Where GOV.UK Notify reports what became of a text. Nobody is signed in: a bearer token is the proof."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt

from accounts.access import POST, public
from accounts.limits import within_limit
from cases.texts.actions.receipt import receipt_add
from cases.texts.models.delivery import FINAL

ON_THE_WAY = frozenset({"created", "sending", "pending", "sent"})


class Malformed(ValueError):
    """Not a receipt as Notify publishes it."""


@csrf_exempt
@public("GOV.UK Notify calls it, and shows the bearer token it was given.", POST)
def receipt(request: HttpRequest) -> HttpResponse:
    """Take a receipt in; 403 without the token (429 after many tries), 400 when malformed, 204 otherwise.

    A text that is not ours gets 204 as well.
    Notify sends a receipt again after 429 and 5xx, and never after any other answer. The worker applies it later.
    """
    if not _is_notify(request):
        # Only strangers are counted: nobody can use up the tries of Notify, which shows the token.
        if not within_limit(request, "receipt_refused"):
            return HttpResponse("Too many tries.\n", content_type="text/plain", status=429)
        return HttpResponseForbidden("The token is wrong.\n", content_type="text/plain")
    try:
        report = _read(request.body)
    except Malformed:
        return HttpResponseBadRequest("This is not a receipt.\n", content_type="text/plain")
    if report is not None:
        receipt_add(**report, at=timezone.now())
    return HttpResponse(status=204)


def _is_notify(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "")
    return constant_time_compare(shown.encode(), f"Bearer {settings.NOTIFY_CALLBACK_TOKEN}".encode())


def _read(body: bytes) -> dict[str, Any] | None:
    """What a receipt says of a text of ours, or ``None`` when it reports no end or another system's message."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(said, dict):
        raise Malformed
    notify_id, status = _key(said.get("id")), said.get("status")
    if notify_id is None or not isinstance(status, str) or status not in {*FINAL, *ON_THE_WAY}:
        raise Malformed
    reference = said.get("reference")
    if reference is not None and not isinstance(reference, str):
        raise Malformed
    sent_at, completed_at = _time(said.get("sent_at")), _time(said.get("completed_at"))
    text_id = _key(reference)
    if text_id is None or status in ON_THE_WAY or said.get("notification_type") != "sms":
        return None
    return {
        "text_id": text_id,
        "notify_id": notify_id,
        "status": status,
        "sent_at": sent_at,
        "completed_at": completed_at,
    }


def _key(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _time(text: object) -> datetime.datetime | None:
    if text is None:
        return None
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        raise Malformed from None
    if moment is None or moment.tzinfo is None:
        raise Malformed
    return moment
