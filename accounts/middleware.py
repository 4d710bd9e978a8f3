"""What surrounds every page: the actor named to PostgreSQL, and the refusal of routes that declared nothing."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from accounts.actor import acting_as
from accounts.declared import declared_access
from accounts.holding import keep
from accounts.permissions import Permission
from accounts.second_factor import is_missing
from accounts.sessions import session_go_on

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
        with acting_as(request.user if request.user.is_authenticated else None, **_subject(request)):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def _subject(request: HttpRequest) -> dict[str, uuid.UUID | None]:
    """The family or person that the address names."""
    try:
        named = resolve(request.path_info).kwargs
    except Resolver404:
        return {}
    return {name: named.get(f"{name}_id") for name in ("family", "person")}


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


class SessionLimitsMiddleware:
    """A session ends half an hour after its last page, and twelve hours after it began, whatever is done in it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            session_go_on(request, int(time.time()))
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
