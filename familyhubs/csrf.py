"""Forms are taken from our own pages alone, while no page ever tells where a reader comes from.

The decision. Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with a form, which Django's check must
refuse: a page of anybody's can arrange for that. The usual way out is a weaker policy. Here the browser is asked
instead: it writes `Sec-Fetch-Site` itself and no page can alter it. "cross-site" and "same-site" (another service of
the council) are refused outright, whatever their token. A browser too old to send it (Safari before 16.4) is held to
the token alone. That is enough, because the cookie the token must agree with is named `__Host-`: neither another host
of the domain nor a reader of plain http can plant one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from familyhubs.errors import form_expired

SAFE_METHODS = frozenset({"GET", "HEAD"})
OWN = frozenset({"same-origin", "none"})  # "none" is the reader's own doing, such as loading a page again


class OwnFormsMiddleware:
    """Asks the browser where a form comes from. Goes right before Django's check, which then asks for the token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse before the view runs."""
        if request.method in SAFE_METHODS or getattr(view, "csrf_exempt", False):
            return None
        if request.headers.get("Sec-Fetch-Site", "none") not in OWN:
            return form_expired(request)
        if request.headers.get("Origin", "null") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return None
