"""The texts of a family and what became of each."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.actions import access_record_add
from accounts.permissions import Permission
from cases.families.models import Family
from cases.texts.models import Text

PAGE_SIZE = 50


@requires(Permission.CONTACT_VIEW)
@require_safe
def text_list(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Newest first."""
    family = get_object_or_404(Family.objects.visible_to(request.user), pk=family_id)
    texts = (
        Text.objects.visible_to(request.user)
        .filter(family=family)
        .select_related("delivery", "person", "written_by", "template")
    )
    page = Paginator(texts, PAGE_SIZE).get_page(request.GET.get("page"))
    access_record_add(
        by=request.user, at=timezone.now(), route="texts:list", ground="involvement", family_id=family.pk
    )
    may_send = request.user.can(Permission.TEXT_SEND)
    return render(request, "texts/list.html", {"family": family, "page": page, "may_send": may_send})
