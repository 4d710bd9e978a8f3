"""Who may open a page, and by which methods. Every route says both, with ``@requires`` or ``@public``.

Neither can be forgotten: a decorator without methods cannot even be imported, the system check (``accounts.checks``)
refuses to start with an undeclared route, and the middleware refuses to serve one where the check was skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts.declared import View
from accounts.holding import ask_to_sign_in
from accounts.models import User
from accounts.permissions import Permission

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
POST = ("POST",)
"""What a route takes: it is read, or read and sent back, or only sent to. Any other method is answered 405."""


class StaffRequest(HttpRequest):
    """A request by a signed-in member of staff, as views behind ``@requires`` receive it."""

    user: User


def route_of(request: StaffRequest) -> str:
    """The name of the page that is open, as the log of reads keeps it."""
    return request.resolver_match.view_name if request.resolver_match else ""


def requires(permission: Permission, takes: tuple[str, ...]) -> Callable[[View], View]:
    """Open the page to signed-in staff with this permission. Others get 403; the signed-out sign in first.

    Which methods it takes is told to those alone who may open it. What was posted by somebody whose session ran out is
    kept and offered again after signing in.
    """

    def decorate(view: View) -> View:
        taken = require_http_methods(takes)(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not request.user.can(permission):
                raise PermissionDenied
            return taken(request, *args, **kwargs)

        # A view carries what it declares; a type for functions with attributes would say no more.
        guarded.access, guarded.takes = permission, takes  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str, takes: tuple[str, ...]) -> Callable[[View], View]:
    """Open the page to anybody, and say why."""

    def decorate(view: View) -> View:
        opened = wraps(view)(require_http_methods(takes)(view))
        opened.access, opened.takes = reason, takes  # type: ignore[attr-defined]
        return opened

    return decorate
