"""Reading what a route declared about who may open it."""

from collections.abc import Callable

from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]


def declared_access(view: object) -> str | None:
    """A permission, a reason for being public, or ``None`` for a route that forgot to say."""
    access = getattr(view, "access", None)
    return access if isinstance(access, str) else None
