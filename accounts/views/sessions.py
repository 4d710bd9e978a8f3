"""Where I am signed in, and how long the session of this browser lasts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, public, requires
from accounts.actions.sessions import sessions_end
from accounts.holding import take_over
from accounts.permissions import Permission
from accounts.sessions import session_left, session_touch, sessions_visible_to


@requires(Permission.OWN_ACCOUNT, READ)
def sessions(request: StaffRequest) -> HttpResponse:
    """My sessions that have not ended: the browser, since when, and when something was last done in it."""
    mine = sessions_visible_to(request.user, timezone.now())
    context = {"sessions": mine, "this_key": request.session.session_key}
    return render(request, "account/sessions.html", context)


@requires(Permission.OWN_ACCOUNT, POST)
def session_end(request: StaffRequest, session_id: int) -> HttpResponse:
    """End one of my other sessions; this one ends by signing out."""
    mine = sessions_visible_to(request.user, timezone.now())
    ended = get_object_or_404(mine.exclude(session_key=request.session.session_key), pk=session_id)
    sessions_end(user=request.user, only=ended.pk)
    messages.success(request, "That session has ended")
    return redirect("account_sessions")


@requires(Permission.OWN_ACCOUNT, POST)
def sessions_end_others(request: StaffRequest) -> HttpResponse:
    """End all my sessions but this one."""
    sessions_end(user=request.user, but=request.session.session_key)
    messages.success(request, "All your other sessions have ended")
    return redirect("account_sessions")


@requires(Permission.OWN_ACCOUNT, FORM)
def session(request: StaffRequest) -> HttpResponse:
    """How many seconds are left, for the script that warns; sent as a form, it begins the idle time anew."""
    now = int(timezone.now().timestamp())
    if request.method == "POST":
        session_touch(request, now)
    return JsonResponse(session_left(request, now))


@public("the session has just ended; what was typed is taken over from the page it was typed on", POST)
def session_ended(request: HttpRequest) -> HttpResponse:
    """Keep a form that was being filled in when the session ended, unsent, and ask its writer to sign in again."""
    return take_over(request) or redirect("home")
