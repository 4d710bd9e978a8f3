"""When a page cannot be given. What was typed is shown again, so that a broken part never costs anybody their work."""

from __future__ import annotations

import sys

from django.core.exceptions import ImproperlyConfigured, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.holding import path_here, typed_fields
from govuk import error_pages

refused = error_pages.forbidden
not_found = error_pages.not_found

WAIT_SECONDS = 300


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 for more than the portal takes, of which nothing has been read and so nothing can be given back."""
    if isinstance(exception, RequestDataTooBig):
        return error_pages.error_page("413", 413)
    return error_pages.bad_request(request, exception)


def too_many_tries(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: wait before trying again; what was typed is there to be sent then."""
    answer = _with_what_was_typed(request, "429", 429)
    answer.headers["Retry-After"] = str(WAIT_SECONDS)
    return answer


def no_files_taken(request: HttpRequest) -> HttpResponse:
    """415: a file came where none is taken; what was typed beside it can be sent without."""
    return _with_what_was_typed(request, "415", 415)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is from another session, often because its writer signed in again in another tab.

    What was typed is given back to be copied, without a button: the form may have come from another site.
    """
    return HttpResponse(
        render_to_string("errors/403_csrf.html", {"typed": typed_fields(request)}), status=403
    )


def out_of_order(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database or another part is away; nothing was changed.

    A form that was being sent is drawn again with every field it held and a button that sends it once more. The page
    reads no database and no session.
    """
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError | ConnectionError) and not isinstance(
        error, ImproperlyConfigured
    )
    name, status = ("503", 503) if away else ("500", 500)
    return _with_what_was_typed(request, name, status)


def _with_what_was_typed(request: HttpRequest, name: str, status: int) -> HttpResponse:
    context = {
        "typed": typed_fields(request),
        "path": path_here(request),
        "token": request.POST.get("csrfmiddlewaretoken"),
    }
    return HttpResponse(render_to_string(f"errors/{name}.html", context), status=status)
