"""From the first officer to the second, and the files that may go out."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.limits import limited
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.redaction.actions.reading import reproduced, review_read, review_submit
from privacy.redaction.forms.decide import SecondForm
from privacy.redaction.models import Output, Volume
from privacy.redaction.models.review import ReviewState
from privacy.redaction.output.scan import Hit, blocking
from privacy.redaction.queries import deciders_of, progress_of
from privacy.redaction.rules.acting import may_decide, may_read_second
from privacy.redaction.tasks import nudge_review
from privacy.redaction.views.loading import load


@requires(Permission.REQUEST_HANDLE, FORM)
def submit(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Let the program read what would go out, and give it to a second reader when it finds nothing."""
    review = load(request, review_id)
    hits: list[Hit] = []
    refusal = ""
    if request.method == "POST":
        try:
            hits = review_submit(
                review_id=review.pk, at=timezone.now(), by=request.user, has_looked="looked" in request.POST
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            if not hits:
                messages.success(request, "A second officer can read it now")
                return redirect("redaction:review", review_id=review.pk)
    context = {
        "review": review, "hits": blocking(hits), "looks": [hit for hit in hits if hit.is_look],
        "refusal": refusal, "progress": progress_of(review),
        "can_decide": may_decide(review), "has_errors": bool(blocking(hits) or refusal),
    }  # fmt: skip
    return render(request, "redaction/submit.html", context)


@requires(Permission.REQUEST_HANDLE, FORM)
def second(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """The second reader approves, or sends it back and says why."""
    review = load(request, review_id)
    form = SecondForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approve = form.cleaned_data["what"] == "approve"
        try:
            review_read(
                review_id=review.pk, approve=approve, words=form.cleaned_data["words"], at=timezone.now(),
                by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if approve:
                transaction.on_commit(lambda: nudge_review(review.pk))
            messages.success(request, "Approved. The program reads it once more" if approve else "Sent back")
            return redirect("redaction:review", review_id=review.pk)
    context = {
        "form": form, "review": review, "progress": progress_of(review),
        "may_read": may_read_second(review, request.user.pk, deciders_of(review)),
    }  # fmt: skip
    return render(request, "redaction/second.html", context)


@requires(Permission.REQUEST_HANDLE, POST)
@limited("pack")
def again(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Set the pack again from the log and say whether the very same bytes came out."""
    output = _ready(request, review_id, Look.VIEW)
    if reproduced(output) == output.digests:
        messages.success(
            request, f"The log gives the very same files again. SHA-256 of the PDF: {output.digest}"
        )
    else:
        messages.error(
            request,
            f"The files differ. They were made with {output.made_with}: with other versions the bytes may differ"
            " though the words do not. The files that went out are kept",
        )
    return redirect("redaction:review", review_id=review_id)


@requires(Permission.REQUEST_HANDLE, READ)
def output_pdf(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """What goes out, as PDF/UA; ``volume`` asks for a further volume."""
    output = _ready(request, review_id, Look.EXPORT)
    wanted = request.GET.get("volume", "1")
    if wanted == "1":
        return _file(output, bytes(output.document), "application/pdf", "pdf")
    volumes = Volume.objects.visible_to(request.user)
    further = get_object_or_404(volumes, output=output, number=wanted if wanted.isdecimal() else 0)
    return _file(output, bytes(further.document), "application/pdf", f"{further.number}.pdf")


@requires(Permission.REQUEST_HANDLE, READ)
def output_json(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """What goes out, as JSON for a machine to read."""
    output = _ready(request, review_id, Look.EXPORT)
    return _file(output, bytes(output.data), "application/json", "json")


def _ready(request: StaffRequest, review_id: UUID, action: Look) -> Output:
    review = load(request, review_id, action)
    if review.state != ReviewState.READY:
        raise Http404
    found: Output = get_object_or_404(Output.objects.select_related("review__pack__request"), review=review)
    return found


def _file(output: Output, body: bytes, content_type: str, ending: str) -> HttpResponse:
    # The name of the file says nothing about whom it is about: it stays in download folders.
    name = f"{output.review.pack.request.reference}-answer.{ending}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=disposition)
