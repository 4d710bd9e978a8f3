"""What the portal has to tell me."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.actions.alerts import alerts_see
from accounts.models import Alert
from accounts.permissions import Permission

MOST = 50


@requires(Permission.OWN_ACCOUNT, READ)
def alerts(request: StaffRequest) -> HttpResponse:
    """My alerts, newest first, each with the page that says more."""
    found = list(Alert.objects.visible_to(request.user)[:MOST])
    context = {
        "alerts": [{"alert": alert, "url": _url(alert)} for alert in found],
        "has_waiting": any(alert.seen_at is None for alert in found),
    }
    return render(request, "account/alerts.html", context)


@requires(Permission.OWN_ACCOUNT, POST)
def alerts_seen(request: StaffRequest) -> HttpResponse:
    """I have read them: the number on every page goes away."""
    alerts_see(by=request.user, at=timezone.now())
    return redirect("alerts")


def _url(alert: Alert) -> str:
    """Where it says more; a page that is gone has no link."""
    args: list[Any] = [alert.key] if alert.key else []
    try:
        return reverse(alert.route, args=args) if alert.route else ""
    except NoReverseMatch:
        return ""
