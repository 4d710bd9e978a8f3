"""System checks: the portal refuses to start with a route that says nothing about who may open it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.declared import declared_access


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the portal with its full pattern, admin and third-party ones included."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


@register()
def every_route_declares_its_access(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """One error for each route without ``@requires`` or ``@public``."""
    return [
        Error(
            f"The route “{path}” does not say who may open it.",
            hint="Put @requires(Permission.…) or @public('reason') on its view.",
            id="accounts.E001",
        )
        for path, route in routes()
        if declared_access(route.callback) is None
    ]
