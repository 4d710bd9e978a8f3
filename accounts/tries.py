"""How often somebody may try to sign in, so that guessing is slow and nobody is locked out by a stranger.

A device its owner has signed in with before has tries of its own, which nobody else can use up. From any other device
a try counts against the network address, against this account from this address, and against this account from
anywhere: the last slows down a guess spread over many addresses, and tells the owner. Accounts that do not exist are
counted alike. The numbers are in settings, ACCOUNT_RATE_LIMITS.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from accounts.devices import known_device

APP = "allauth.account"
ANYWHERE = "login_failed_anywhere"
GUESSING_TOLD = "login_guessing_told"


class TooManyTries(Exception):
    """No try is left for now; ``minutes`` is how long to wait at the most."""

    def __init__(self, minutes: int, *, is_guessed: bool) -> None:
        super().__init__(minutes)
        self.minutes, self.is_guessed = minutes, is_guessed


def use_a_try(request: HttpRequest, email: str) -> ratelimit.RateLimitUsage:
    """Count a try, to be taken back if it succeeds. Raises ``TooManyTries``."""
    used = ratelimit.RateLimitUsage(usage=[])
    for action, key in _budgets(request, email.strip().lower()):
        usage = ratelimit.consume(request, app=APP, action=action, key=key)
        if usage is None:
            seconds = max(rate.duration for rate in ratelimit.get_rates(app=APP, action=action))
            raise TooManyTries(int(seconds // 60), is_guessed=action == ANYWHERE)
        used.usage += usage.usage
    return used


def is_first_today(request: HttpRequest, email: str) -> bool:
    """Whether nobody was told today that this account is being guessed."""
    told = ratelimit.consume(request, app=APP, action=GUESSING_TOLD, key=email.strip().lower())
    return told is not None


def _budgets(request: HttpRequest, email: str) -> list[tuple[str, str]]:
    device = known_device(request, email)
    if device:
        return [("login_failed_device", f"{device} {email}")]
    address = ratelimit.get_ip(request)
    return [
        ("login_failed_at_address", address),
        ("login_failed", f"{address} {email}"),
        ("login_failed_slowly", f"{address} {email}"),
        (ANYWHERE, email),
    ]
