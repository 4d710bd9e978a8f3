"""Answers a form that brought a file nobody asked for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from familyhubs.errors import no_files_taken


class NoFilesMiddleware:
    """Refuses a file on a page that did not say it takes any (``govuk.uploads.takes_files``); keeps what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse before the view runs, and after the form's token was checked."""
        if request.content_type != "multipart/form-data" or getattr(view, "csrf_exempt", False):
            return None
        _ = request.POST  # reading it is what finds the file
        return no_files_taken(request) if getattr(request, "files_refused", False) else None
