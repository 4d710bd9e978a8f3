"""How often the public forms may be used from one network address.

The address is never kept: the count stands under a keyed hash of it and of the day, so that tomorrow the same address
counts as another, and nobody can go back from a count to an address.
"""

from __future__ import annotations

import datetime
import ipaddress

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

APP = "familyhubs"


def within_limit(request: HttpRequest, action: str, *, on: datetime.date) -> bool:
    """Count one more of this action, and say whether that was still within the limit."""
    address = household_of(str(ratelimit.get_ip(request)))
    key = salted_hmac(f"privacy.public_forms.{on.isoformat()}", address, algorithm="sha256").hexdigest()
    rate = {action: f"{settings.RATE_LIMITS[action]}/key"}
    return bool(ratelimit.consume(request, app=APP, action=action, key=key, config=rate, limit_get=True))


def household_of(address: str) -> str:
    """What one line to the internet is known by: an IPv4 address, or the first half of an IPv6 one, of whose other
    half any device may have as many as it likes."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))


def too_many_tries(page: HttpResponse) -> HttpResponse:
    """The same page again, with everything typed on it: what was not taken now is sent in an hour."""
    page.status_code = 429
    return page
