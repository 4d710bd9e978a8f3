"""How often a costly page may be asked for, counted by allauth in the database's cache: the same in every process.

    @requires(Permission.FAMILY_SEARCH, FORM)
    @limited("search")
    def search(request): ...

Whoever is signed in is counted by themselves, wherever they sit, so nobody can use up a colleague's tries. Others are
counted by address, as the sign-in page counts them. The numbers are RATE_LIMITS in settings. Counting takes half a
dozen statements, so it is for sending a form, and not for reading a page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def limited(action: str) -> Callable[[View], View]:
    """Answer 429, with what was typed, once there were too many of this action. Put it below ``@requires``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not within_limit(request, action):
                refused: HttpResponseBase = ratelimit.respond_429(request)
                return refused
            return view(request, *args, **kwargs)

        return counted  # type: ignore[return-value]

    return decorate


def within_limit(request: HttpRequest, action: str) -> bool:
    """Count one more, and say whether that was still within the limit."""
    rate = settings.RATE_LIMITS[action]
    rates = {action: f"{rate}/{'user' if request.user.is_authenticated else 'ip'}"}
    return bool(ratelimit.consume(request, app="familyhubs", action=action, config=rates, limit_get=True))
