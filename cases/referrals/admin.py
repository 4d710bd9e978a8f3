"""The front door's times in the admin: the council's own figures, no data about anybody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.permissions import Permission
from cases.referrals.models import FrontDoor


@admin.register(FrontDoor)
class FrontDoorAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """Changed, never added or removed: there is one row."""

    list_display = ("__str__", "urgent_hours", "high_hours", "routine_hours", "again_months", "web_team")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Shown to administrators."""
        return bool(request.user.is_authenticated and request.user.can(Permission.ADMIN_USE))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See ``has_module_permission``."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: the row is there from the start."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See ``has_module_permission``."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: without it nothing would be due."""
        return False
