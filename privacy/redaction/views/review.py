"""The list of passages, the next one to decide, and the log."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.limits import limited
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.models import DataRequest, Pack
from privacy.redaction.actions.prepare import review_start
from privacy.redaction.models import Output, Passage, Picture
from privacy.redaction.models.review import ReviewState
from privacy.redaction.queries import (
    last_to_undo,
    log_of,
    names_by_code,
    next_undecided,
    page_of,
    progress_of,
)
from privacy.redaction.rules.acting import may_decide
from privacy.redaction.tasks import nudge_review
from privacy.redaction.views.loading import load, note
from privacy.redaction.views.showing import shown_items

A_PAGE = 100


@requires(Permission.REQUEST_HANDLE, POST)
@limited("pack")
def start(request: StaffRequest, request_id: UUID, pack_id: UUID) -> HttpResponse:
    """Begin to look through a pack."""
    requests = DataRequest.objects.visible_to(request.user)
    packs = Pack.objects.filter(request__in=requests, request_id=request_id).select_related("request")
    pack = get_object_or_404(packs.defer("document", "data"), pk=pack_id)
    note(request, pack.request)
    try:
        review = review_start(pack=pack, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.info(request, str(refused))
        return redirect("privacy:request", request_id=request_id)
    transaction.on_commit(lambda: nudge_review(review.pk))
    return redirect("redaction:review", review_id=review.pk)


@requires(Permission.REQUEST_HANDLE, READ)
def review(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Every passage with whom it is about, who said it, what is proposed and what is decided."""
    found = load(request, review_id)
    number = request.GET.get("page", "1")
    page = page_of(found, int(number) if number.isdecimal() and len(number) < 9 else 1)
    context = {
        "review": found,
        "page": page,
        "items": shown_items(found, page.items),
        "progress": progress_of(found),
        "can_decide": may_decide(found),
        "last": last_to_undo(found) if may_decide(found) else None,
        "output": Output.objects.filter(review=found).defer("document", "data", "frame", "template").first(),
        "states": ReviewState,
        "full_width": True,
    }
    return render(request, "redaction/review.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def next_passage(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Lead to the next passage that nobody decided."""
    found = load(request, review_id)
    after = request.GET.get("after", "0")
    waiting = next_undecided(found, int(after) if after.isdecimal() and len(after) < 9 else 0)
    if waiting is None or not may_decide(found):
        messages.success(request, "Every passage is decided")
        return redirect("redaction:review", review_id=found.pk)
    return redirect("redaction:passage", review_id=found.pk, number=waiting.number)


@requires(Permission.REQUEST_HANDLE, READ)
def picture(request: StaffRequest, review_id: UUID, picture_id: UUID) -> HttpResponse:
    """A page of a document as it came, for the officer who decides what of it goes out."""
    found = load(request, review_id)
    row = get_object_or_404(Picture.objects.filter(review=found), pk=picture_id)
    # Pages show it; opened by itself it is a file, as every document is.
    disposition = {"Content-Disposition": 'attachment; filename="page.jpg"'}
    return HttpResponse(bytes(row.image), content_type="image/jpeg", headers=disposition)


@requires(Permission.REQUEST_HANDLE, READ)
def log(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Every decision: what, on which ground, why, by whom and when; each can be taken back while it may be decided."""
    found = load(request, review_id)
    page = Paginator(log_of(found), A_PAGE).get_page(request.GET.get("page"))
    numbers = {decision.passages[0] for decision in page if decision.passages}
    rows = Passage.objects.filter(review=found, number__in=numbers)
    labels = {row.number: f"{row.title}: {row.label}" for row in rows.only("number", "title", "label")}
    names = {code: one["name"] for code, one in names_by_code(found).items()}
    lines = [
        (decision, labels.get(decision.passages[0]) if decision.passages else names.get(decision.person, ""))
        for decision in page
    ]
    context = {
        "review": found,
        "page": page,
        "lines": lines,
        "can_decide": may_decide(found),
        "full_width": True,
    }
    return render(request, "redaction/log.html", context)
