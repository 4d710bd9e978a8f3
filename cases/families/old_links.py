"""Links to a family's record that was put together with another one: every page of it is now a page of that one."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class PutTogether(Http404):
    """The family is gone, and ``family`` is the record it was put into, which the reader sees."""

    def __init__(self, family: uuid.UUID) -> None:
        super().__init__("The record was put together with another one")
        self.family = family


class OldLinksMiddleware:
    """Lead on from any page of such a family to the same page of the record it was put into.

    A form that is sent goes along, so that what somebody was writing while two records became one is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless a page raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The way on, or ``None`` for any other exception."""
        match = request.resolver_match
        if not isinstance(exception, PutTogether) or match is None or "family_id" not in match.kwargs:
            return None
        address = reverse(match.view_name, kwargs={**match.kwargs, "family_id": exception.family})
        return redirect(address, preserve_request=request.method == "POST")
