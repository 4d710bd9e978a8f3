"""The web form for professionals: no account, nothing on file is looked up, and nothing is ever shown.

First whether the family agrees; when they do not, nothing is asked. What is sent waits for a job that puts it on the
board (``cases.referrals.actions.web``).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, public
from accounts.keys import new_key
from accounts.limits import limited
from cases.referrals.actions.web import web_referral_keep
from cases.referrals.forms.consent import REFUSED, ConsentForm
from cases.referrals.forms.web import WebReferralForm
from cases.referrals.models import Consent
from cases.referrals.tasks import nudge

BY_ANYBODY = "Professionals refer families without an account; nothing on file is read or shown."


@public(BY_ANYBODY, FORM)
def web_start(request: HttpRequest) -> HttpResponse:
    """What this is for, whom to ring instead when a child is in danger, and whether the family agrees."""
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["consent"]
        if answer == REFUSED:
            return redirect("referrals:web_stop")
        return redirect(f"{reverse('referrals:web_form')}?consent={answer}")
    return render(request, "referrals/web/start.html", {"form": form})


@public(BY_ANYBODY, READ)
def web_stop(request: HttpRequest) -> HttpResponse:
    """The end of the road when the family does not agree: nothing was asked, and nothing is stored."""
    return render(request, "referrals/web/stop.html")


@public(BY_ANYBODY, FORM)
def web_form(request: HttpRequest) -> HttpResponse:
    """The referral itself."""
    if request.method == "POST":
        return _send(request)
    answers: dict[str, object] = {"referral": new_key()}
    if request.GET.get("consent") in Consent.values:
        answers["consent"] = request.GET["consent"]
    return _page(request, WebReferralForm(initial=answers, now=timezone.localtime()))


@public(BY_ANYBODY, READ)
def web_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """That it arrived, and what happens next. The reference says nothing about anybody, and opens nothing."""
    return render(request, "referrals/web/sent.html", {"reference": reference})


@limited("web_referral")
def _send(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    form = WebReferralForm(request.POST, now=now)
    if not form.is_valid():
        return _page(request, form)
    reference = ""
    if not form.is_by_a_program:
        kept = web_referral_keep(form=form.cleaned_data["referral"], told=form.told(), at=now)
        reference = kept.reference
        nudge(kept.pk)
    return redirect("referrals:web_sent", reference or "received")


def _page(request: HttpRequest, form: WebReferralForm) -> HttpResponse:
    return render(request, "referrals/web/form.html", {"form": form})
