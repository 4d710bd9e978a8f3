"""What surrounds every page: the actor named to PostgreSQL, and the refusal of routes that declared nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.actor import acting_as
from accounts.declared import declared_access
from accounts.holding import keep
from accounts.permissions import Permission
from accounts.second_factor import is_missing

# What somebody needs who has a password and no second step yet; everything else waits for it.
SET_UP_ROUTES = frozenset({"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"})
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Name the signed-in person to PostgreSQL for the whole response, rendering included, in one transaction.

    A page that fails undoes everything it wrote; Django's own ATOMIC_REQUESTS would end before templates are drawn.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting_as(request.user if request.user.is_authenticated else None):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class AccessMiddleware:
    """Answer 403 on a route that declared no access, should the system check ever have been skipped."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Refuse before the view runs."""
        if declared_access(view) is None:
            raise PermissionDenied


class SecondFactorMiddleware:
    """A password alone opens nothing but the pages that set up a second step; what was typed is kept meanwhile."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Send whoever still owes a second step to set one up."""
        match = request.resolver_match
        if not is_missing(request) or (match and match.view_name in SET_UP_ROUTES):
            return None
        if declared_access(view) not in set(Permission):  # a public page is open to them as to anybody
            return None
        if request.method == "POST":
            keep(request)
        return redirect("mfa_index")


class IdleMiddleware:
    """A session ends half an hour after its last page (SESSION_COOKIE_AGE), counted to the minute.

    Writing it at most once a minute spares every other page three statements.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            minute = int(time.time() // 60)
            if request.session.get("minute") != minute:
                request.session["minute"] = minute
        return self.get_response(request)


class NoStoreMiddleware:
    """Keep pages of signed-in staff out of every cache: a shared laptop must not show them after sign-out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
