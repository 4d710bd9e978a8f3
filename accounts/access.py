"""Who may open a page. Every route says so itself, with ``@requires`` or ``@public``; a forgotten one does not start.

The system check (``accounts.checks``) refuses to start with an undeclared route; the middleware refuses to serve one
where the check was skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from accounts.declared import View
from accounts.holding import ask_to_sign_in
from accounts.models import User
from accounts.permissions import Permission


class StaffRequest(HttpRequest):
    """A request by a signed-in member of staff, as views behind ``@requires`` receive it."""

    user: User


def route_of(request: StaffRequest) -> str:
    """The name of the page that is open, as the log of reads keeps it."""
    return request.resolver_match.view_name if request.resolver_match else ""


def requires(permission: Permission) -> Callable[[View], View]:
    """Open the page to signed-in staff with this permission. Others get 403; the signed-out sign in first.

    What was posted by somebody whose session ran out is kept and offered again after signing in.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not request.user.can(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Open the page to anybody, and say why."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.access = reason  # type: ignore[attr-defined]
        return opened

    return decorate
