"""Error pages: say what to do next, never what was asked for, so that nothing personal is shown or logged.

They read no database and no session, because one of those may be what is broken; so they show no account links.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from govuk.refusal import PageRefused


def error_page(name: str, status: int, *, reason: str = "") -> HttpResponse:
    """The plain page for one status; ``name`` is a file in templates/errors."""
    return HttpResponse(render_to_string(f"errors/{name}.html", {"reason": reason}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that is no request of ours."""
    return error_page("400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role does not include this page, or its own words say why it is not for them now."""
    return error_page("403", 403, reason=str(exception) if isinstance(exception, PageRefused) else "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not yours; the two must look the same."""
    return error_page("404", 404)
