"""Devices that somebody has signed in with before, told by a cookie alone: nothing about them is stored.

The cookie is signed by us, lasts as long as browsers allow, and names people by a keyed hash of their email address. It
opens nothing: it gives its device tries of its own (``accounts.tries``), and spares its owner a notice.
"""

from __future__ import annotations

import secrets
from typing import TypedDict

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

SALT = "accounts.devices"
LONGEST_SECONDS = 400 * 24 * 60 * 60
MOST_PEOPLE = 20


class Device(TypedDict):
    """A browser, and whoever has signed in with it, last first."""

    key: str
    people: list[str]


def known_device(request: HttpRequest, email: str) -> str | None:
    """The key of this device if somebody has signed in with it by this email address before."""
    device = _device(request)
    return device["key"] if device and _hashed(email) in device["people"] else None


def device_remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Note on the device that this person has signed in with it."""
    device = _device(request) or {"key": secrets.token_urlsafe(16), "people": []}
    others = [person for person in device["people"] if person != _hashed(email)]
    device["people"] = [_hashed(email), *others][:MOST_PEOPLE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(device, salt=SALT),
        max_age=LONGEST_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # whoever comes back from signing in at Entra ID must be known again
    )


def _device(request: HttpRequest) -> Device | None:
    try:
        device: Device = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=LONGEST_SECONDS
        )
    except signing.BadSignature:
        return None
    return device


def _hashed(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower()).hexdigest()[:32]
