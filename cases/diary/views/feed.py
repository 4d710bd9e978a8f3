"""One's private calendar address: making and ending it, and the file that calendars read there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, public, requires
from accounts.actor import acting_as
from accounts.limits import within_limit
from accounts.models import User
from accounts.permissions import Permission
from cases.diary.actions.feeds import feed_end, feed_make
from cases.diary.calendar import calendar_file
from cases.diary.models import CalendarFeed
from cases.diary.queries import feed_owner_key
from cases.diary.rules import FEED_AHEAD, FEED_BEHIND, digest
from cases.families.diary import slots
from cases.families.views.objects import note_list_of

ROUTE = "diary:feed"


@requires(Permission.TASK_KEEP, FORM)
def calendar(request: StaffRequest) -> HttpResponse:
    """Make an address, which is shown this once, or end it."""
    address = ""
    if "end" in request.POST:
        ended = feed_end(by=request.user)
        messages.success(request, "The address is ended" if ended else "There was no address to end")
        return redirect("diary:calendar")
    if "make" in request.POST:
        key = feed_make(by=request.user, at=timezone.now())
        address = request.build_absolute_uri(reverse(ROUTE, args=[key]))
    made = CalendarFeed.objects.filter(owner=request.user).first()
    return render(request, "diary/calendar.html", {"feed": made, "address": address})


@public("A calendar cannot sign in: the key in the address is the proof, and the file names nobody.", READ)
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The diary of the key's owner, read as them and noted as their look; 404 for a key that opens nothing.

    Only wrong keys are counted (429 after many): nobody can use up the tries of a calendar that shows a good one.
    """
    owner = _owner(key)
    if owner is None:
        if not within_limit(request, "calendar_refused"):
            return HttpResponse("Too many tries.\n", content_type="text/plain", status=429)
        raise Http404
    now = timezone.localtime()
    with acting_as(owner):
        found = slots(owner, [owner.pk], now.date() - FEED_BEHIND, now.date() + FEED_AHEAD)
        note_list_of(owner, {family for slot in found for family in slot.families}, route=ROUTE)
    day_url = request.build_absolute_uri(reverse("diary:day")) + "?on={day}"
    written = calendar_file(found, at=now, site=request.get_host(), day_url=day_url)
    return HttpResponse(
        written, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"}
    )


def _owner(key: str) -> User | None:
    """Whose key it is, as long as their account is open and a job of theirs has a diary."""
    whose = feed_owner_key(digest(key))
    found = User.objects.filter(pk=whose, is_active=True).first() if whose else None
    return found if found and found.can(Permission.TASK_KEEP) else None
