"""Sending an answer: by a link whose code is shown once, or on paper; and taking a link back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.links.rules import is_locked, still_opens
from privacy.redaction.models.review import ReviewState
from privacy.redaction.views.loading import load
from privacy.release.actions.release import release_make, release_recall
from privacy.release.forms.release import ReleaseForm
from privacy.release.models import Release
from privacy.release.queries import releases_of


@requires(Permission.REQUEST_HANDLE, READ)
def releases(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """How the answer went out, and when it was opened."""
    review = load(request, review_id)
    now = timezone.now()
    rows = [(row, still_opens(row, now), is_locked(row)) for row in releases_of(review)]
    context = {"review": review, "rows": rows, "is_ready": review.state == ReviewState.READY}
    return render(request, "release/releases.html", context)


@requires(Permission.REQUEST_HANDLE, FORM)
def release_new(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Send it. Link and code are on the page that answers, and on none after it."""
    review = load(request, review_id)
    is_ready = review.state == ReviewState.READY
    contact = review.pack.request.asker_contact
    form = ReleaseForm(request.POST if request.method == "POST" else None, initial={"sent_to": contact})
    if request.method == "POST" and form.is_valid():
        now = timezone.localtime()
        try:
            made = release_make(
                review_id=review.pk, at=now, on=now.date(), by=request.user, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if not made.link:
                messages.success(request, "Noted. The request is closed")
                return redirect("release:releases", review_id=review.pk)
            link = request.build_absolute_uri(reverse("release:answer", args=[made.link]))
            return render(request, "release/shown_once.html", {"review": review, "made": made, "link": link})
    context = {"form": form, "review": review, "is_ready": is_ready}
    return render(request, "release/new.html", context)


@requires(Permission.REQUEST_HANDLE, POST)
def release_recalled(request: StaffRequest, review_id: UUID, release_id: UUID) -> HttpResponse:
    """Take a link back."""
    review = load(request, review_id)
    release = get_object_or_404(Release.objects.filter(review=review), pk=release_id)
    try:
        release_recall(release_id=release.pk, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. The link opens nothing any more")
    return redirect("release:releases", review_id=review.pk)
