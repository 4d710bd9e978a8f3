"""The request a page is about, with a note in the log of reads."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_record_add
from accounts.models import Look
from privacy.models import DataRequest


def request_looked_at(request: StaffRequest, request_id: UUID, action: Look = Look.VIEW) -> DataRequest:
    """The request behind a key, or 404."""
    rows = DataRequest.objects.visible_to(request.user).select_related("handler")
    found: DataRequest = get_object_or_404(rows, pk=request_id)
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        ground=f"answers data request {found.reference}",
        person_id=found.subject_id,
        action=action,
    )
    return found


def page_of(data_request: DataRequest) -> str:
    """The address of the page of a request."""
    return reverse("privacy:request", kwargs={"request_id": data_request.pk})
