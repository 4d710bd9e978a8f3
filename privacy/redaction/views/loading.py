"""Loading what a page about looking through is about, and leaving a look behind."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_record_add
from accounts.models import Look
from privacy.models import DataRequest
from privacy.redaction.models import Passage, Review


def load(request: StaffRequest, review_id: UUID, action: Look = Look.VIEW) -> Review:
    """The review, for an officer; 404 for a wrong key."""
    reviews = (
        Review.objects.visible_to(request.user)
        .filter(pack__request__in=DataRequest.objects.visible_to(request.user))
        .select_related("pack__request", "submitted_by", "read_by")
        .defer("pack__document", "pack__data", "files")
    )
    found: Review = get_object_or_404(reviews, pk=review_id)
    note(request, found.pack.request, action)
    return found


def load_passage(request: StaffRequest, review_id: UUID, number: int) -> Passage:
    """A passage with its review and its page of a document; 404 for a wrong number."""
    review = load(request, review_id)
    rows = Passage.objects.filter(review=review).select_related("picture").defer("picture__image")
    passage: Passage = get_object_or_404(rows, number=number)
    passage.review = review
    return passage


def note(request: StaffRequest, data_request: DataRequest, action: Look = Look.VIEW) -> None:
    """Who looked at whom, and on what ground."""
    access_record_add(
        by=request.user, at=timezone.now(), route=route_of(request), action=action,
        ground=f"answers data request {data_request.reference}", person_id=data_request.subject_id,
    )  # fmt: skip
