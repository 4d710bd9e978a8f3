"""Django admin, behind the same rules as every page: declared access, need-to-know, no casework writes."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver

from accounts.access import requires
from accounts.permissions import Permission


class FamilyHubsAdmin(AdminSite):
    """The administrators' side. Signing in and out is the portal's own."""

    site_header = site_title = "Family Hubs administration"
    index_title = "What you can look after"
    enable_nav_sidebar = False

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Each admin page asks for the permission as every other page does."""
        return requires(Permission.ADMIN_USE)(super().admin_view(view, cacheable))

    def get_urls(self) -> list[URLPattern | URLResolver]:  # type: ignore[override]
        """Without the admin's own sign-in, sign-out and password pages; the rest declares its access."""
        dropped = {"login", "logout", "password_change", "password_change_done", "view_on_site"}
        kept = [entry for entry in super().get_urls() if getattr(entry, "name", None) not in dropped]
        for entry in kept:
            if isinstance(entry, URLPattern) and not hasattr(entry.callback, "access"):
                entry.callback = requires(Permission.ADMIN_USE)(entry.callback)
        return kept

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may enter the admin at all."""
        return bool(getattr(request.user, "is_staff", False))
