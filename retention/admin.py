"""The schedule in Django admin: a change writes the next version, and approval stays with the portal's own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.permissions import Permission
from retention.actions.schedule import rule_rewrite
from retention.models import DisposalSwitch, Rule


class ScheduleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """For whoever may edit the schedule."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the schedule appears at all."""
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reading it here needs the same permission as editing it."""
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether this person may edit."""
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """No new rules: their codes are fixed by what the portal keeps."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An old version explains what it decided."""
        return False

    def _may(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "can", lambda _: False)(Permission.SCHEDULE_EDIT))


@admin.register(Rule)
class RuleAdmin(ScheduleAdmin):
    """Saving an edited rule leaves it as it is and writes the next version, which then waits for approval."""

    list_display = ("title", "version", "period", "action", "in_force_from", "approved_by")
    list_filter = ("code",)
    readonly_fields = ("code", "version", "written_by", "approved_by", "approved_at", "in_force_from")

    def save_model(self, request: HttpRequest, obj: Rule, form: Any, change: bool) -> None:
        """Write the next version."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes and request.user.is_authenticated:
            rule_rewrite(
                rule=Rule.objects.get(pk=obj.pk), changes=changes, at=timezone.now(), by=request.user
            )


@admin.register(DisposalSwitch)
class DisposalSwitchAdmin(ScheduleAdmin):
    """The off switch and the cooling-off days."""

    list_display = ("__str__", "may_run", "cooling_off_days")
