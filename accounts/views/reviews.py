"""Confirming who still needs their access: the manager's page, and the administrators' for whom nobody is above."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.actions.reviews import NotForYou, review_decide
from accounts.forms.oversight import ReviewForm
from accounts.models import Decision, MembershipReview
from accounts.permissions import Permission


def _page(request: StaffRequest) -> HttpResponse:
    """Whoever this person is asked about, on one page; what was ticked is done at once, the rest stays."""
    now, today = timezone.now(), timezone.localdate()
    asked = MembershipReview.objects.asked_of(request.user).select_related(
        "membership__user", "membership__team"
    )
    form = ReviewForm(request.POST if request.method == "POST" else None, reviews=asked, now=now)
    if request.method == "POST" and form.is_valid():
        done = {Decision.CONFIRMED: 0, Decision.ENDED: 0}
        for answer in form.answers():
            try:
                review_decide(
                    review=answer.review,
                    decision=answer.decision,
                    reason=answer.reason if answer.decision == Decision.ENDED else "",
                    by=request.user,
                    on=today,
                    at=now,
                )
            except NotForYou:
                continue  # somebody else was faster; the page that follows shows what is left
            done[answer.decision] += 1
        messages.success(request, f"Confirmed: {done[Decision.CONFIRMED]}. Ended: {done[Decision.ENDED]}.")
        return redirect(request.path)
    return render(request, "account/access_review.html", {"form": form, "teams": form.by_team()})


access_review = requires(Permission.ACCESS_REVIEW, FORM)(_page)
access_review_all = requires(Permission.STAFF_MANAGE, FORM)(_page)
