"""Text templates in the admin: plain data an administrator keeps in step with GOV.UK Notify."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.permissions import Permission
from cases.texts.models import TextTemplate


@admin.register(TextTemplate)
class TextTemplateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """Added and changed, never removed: texts that were sent keep naming their template."""

    list_display = ("name", "purpose", "version", "is_offered")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Shown to administrators."""
        return bool(request.user.is_authenticated and request.user.can(Permission.ADMIN_USE))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See ``has_module_permission``."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """See ``has_module_permission``."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """See ``has_module_permission``."""
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: take it out of use with "offered to staff"."""
        return False
