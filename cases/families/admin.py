"""The spine in Django admin: services to look after, casework to read by whoever has a ground to see it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import ReasonForm
from accounts.admin_site import CaseworkAdmin, GuardedAdmin, staff_of
from accounts.permissions import Permission
from cases.families.actions.offered_services import service_save, timescale_save
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    Family,
    FamilyMembership,
    HealthNeed,
    Involvement,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
    SchoolAttendance,
    Service,
    SpecialRequirement,
    Timescale,
)


@admin.register(Service)
class ServiceAdmin(GuardedAdmin):
    """What the council offers. A service no longer offered stays for the families it worked with."""

    permission = Permission.STAFF_MANAGE
    form = ReasonForm
    list_display = ("name", "kind", "is_offered")

    def get_readonly_fields(self, request: HttpRequest, obj: Service | None = None) -> tuple[str, ...]:
        """A service keeps its kind: retention and the walls around its work follow from it."""
        return ("kind",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Service, form: Any, change: bool) -> None:
        """Write the service with who and why."""
        service_save(service=obj, by=staff_of(request), reason=form.cleaned_data["reason"])


@admin.register(Timescale)
class TimescaleAdmin(GuardedAdmin):
    """How soon each step is to be done. One that is no longer used loses its tick; the history keeps it."""

    permission = Permission.STAFF_MANAGE
    form = ReasonForm
    list_display = ("service_kind", "step", "amount", "unit", "is_used")
    list_display_links = ("service_kind", "step")
    list_filter = ("service_kind",)

    def get_readonly_fields(self, request: HttpRequest, obj: Timescale | None = None) -> tuple[str, ...]:
        """What it is about stays: another step is another row."""
        return ("service_kind", "step") if obj else ()

    def save_model(self, request: HttpRequest, obj: Timescale, form: Any, change: bool) -> None:
        """Write the timescale with who and why."""
        timescale_save(timescale=obj, by=staff_of(request), reason=form.cleaned_data["reason"])


@admin.register(
    Family, FamilyMembership, Person, PersonName, Relationship, Address, Phone, Email, SchoolAttendance,
    PersonLanguage, SpecialRequirement, EqualityProfile, HealthNeed, Involvement,
)  # fmt: skip
class SpineAdmin(CaseworkAdmin):
    """Families, people and what is on file about them."""

    list_per_page = 50
