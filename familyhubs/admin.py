"""Django admin, behind the same rules as every page: declared access, need-to-know, no casework writes."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, reverse

from accounts.access import FORM, READ, requires
from accounts.permissions import Permission

WITH_JQUERY = {"require-trusted-types-for": None, "trusted-types": None}

SENDS = ("_add", "_change", "_changelist", "_delete")
"""How Django names the admin's pages that take a form; the others are read."""


class FamilyHubsAdmin(AdminSite):
    """The administrators' side. Signing in and out is the portal's own."""

    site_header = site_title = "Family Hubs administration"
    index_title = "What you can look after"
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Each admin page asks for the permission as every other page does.

        Django's own scripts carry no nonce and jQuery makes pages out of text: here, and here alone, both may be, for
        the files of the admin's folder and its words for dates.
        """
        return requires(Permission.ADMIN_USE, FORM)(
            _with_djangos_scripts(super().admin_view(view, cacheable))
        )

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only our own models: Django's groups and allauth's mailboxes play no part here."""
        if admin_class is None or not admin_class.__module__.startswith(("django.contrib.auth", "allauth")):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without the admin's own sign-in, sign-out and password pages; every other route declares its access."""
        dropped = {"login", "logout", "password_change", "password_change_done", "view_on_site"}
        kept = [entry for entry in super().get_urls() if getattr(entry, "name", None) not in dropped]
        _declare(kept)
        return kept

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may enter the admin at all."""
        return bool(getattr(request.user, "is_staff", False))


def _with_djangos_scripts(view: Any) -> Any:
    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        places = [f"{settings.STATIC_URL}admin/", reverse("admin:jsi18n")]
        scripts = {"script-src": [request.build_absolute_uri(place) for place in places]}
        own = csp_update(scripts)(csp_replace(WITH_JQUERY)(view))
        answer: HttpResponseBase = own(request, *args, **kwargs)
        return answer

    return framed


def _declare(entries: Iterable[URLPattern | URLResolver]) -> None:
    # A model admin copies the attributes of the bare view over those of ``admin_view``; its redirects, and the versions
    # of simple-history, know nothing of methods.
    for entry in entries:
        if isinstance(entry, URLResolver):
            _declare(entry.url_patterns)
        else:
            takes = FORM if (entry.name or "").endswith(SENDS) else READ
            entry.callback = requires(Permission.ADMIN_USE, takes)(entry.callback)
