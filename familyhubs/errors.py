"""When a page cannot be given. What was typed is shown again, so that a broken part never costs anybody their work."""

from __future__ import annotations

import sys

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.holding import typed_fields
from govuk import error_pages

bad_request = error_pages.bad_request
refused = error_pages.forbidden
not_found = error_pages.not_found
too_many_tries = error_pages.too_many_tries


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
    return HttpResponse(
        render_to_string(
            f"errors/{name}.html",
            {
                "typed": typed_fields(request),
                "path": request.get_full_path(),
                "token": request.POST.get("csrfmiddlewaretoken"),
            },
        ),
        status=status,
    )
