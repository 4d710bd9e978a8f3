"""The texts of a family and what became of each."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.models import FamilyMembership
from cases.families.views.objects import family_looked_at
from cases.families.warnings import warnings_of_family
from cases.texts.models import Text, TextStop

PAGE_SIZE = 50


@requires(Permission.CONTACT_VIEW, READ)
def text_list(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Newest first."""
    family = family_looked_at(request, family_id)
    texts = (
        Text.objects.visible_to(request.user)
        .filter(family=family)
        .select_related("delivery", "person", "written_by", "template")
    )
    page = Paginator(texts, PAGE_SIZE).get_page(request.GET.get("page"))
    may_send = request.user.can(Permission.TEXT_SEND)
    today = timezone.localdate()
    warnings = {"warnings": warnings_of_family(request.user, family, today), "today": today}
    members = FamilyMembership.objects.visible_to(request.user).filter(family=family)
    stops = TextStop.objects.visible_to(request.user).standing().filter(person__in=members.values("person"))
    context = {
        "stops": stops.select_related("person"),
        "family": family,
        "page": page,
        "may_send": may_send,
        "warnings": warnings,
    }
    return render(request, "texts/list.html", context)
