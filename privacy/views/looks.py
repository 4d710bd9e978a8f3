"""The audit of the log of reads: facts of looks and index cards, and nothing from any file."""

from __future__ import annotations

import datetime
import uuid
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.access import FORM, StaffRequest, requires, route_of
from accounts.actions.access_log import access_records_add
from accounts.look_lines import look_lines
from accounts.models import AccessRecord
from accounts.permissions import Permission
from cases.families.views.looks import looks_before
from privacy.forms.looks import LooksForm
from privacy.queries import look_cards, look_circle

GROUND = "audits the log"
DAY = datetime.timedelta(days=1)


@requires(Permission.ACCESS_AUDIT, FORM)
def looks(request: StaffRequest) -> HttpResponse:
    """Ask by reference, member of staff and days; what is typed is posted, the address then holds keys alone."""
    form = LooksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('privacy:looks')}?{urlencode(form.asked())}")
    context = {"form": form, "full_width": True}
    if "about" in request.GET or "staff" in request.GET:
        context |= _answer(request)
    return render(request, "privacy/looks.html", context)


def _answer(request: StaffRequest) -> dict[str, object]:
    shown, older = looks_before(_asked(request), request)
    lines = look_lines(shown)
    cards = look_cards({look.key for look in lines})
    people = {row.person_id: GROUND for row in shown if row.person_id in cards}
    families = {row.family_id: GROUND for row in shown if row.family_id in cards}
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        grounds=people,
        family_grounds=families,
    )
    place = request.GET.copy()
    place.pop("before", None)
    query = place.urlencode()
    return {
        "looks": [(look, cards.get(look.key, "")) for look in lines],
        "is_asked": True,
        "newest_url": f"?{query}" if "before" in request.GET else "",
        "older_url": f"?{query}&before={older}" if older else "",
    }


def _asked(request: StaffRequest) -> QuerySet[AccessRecord]:
    asked = request.GET
    rows = AccessRecord.objects.visible_to(request.user)
    try:
        if asked.get("about"):
            circle = look_circle(uuid.UUID(asked["about"]))
            rows = rows.about(families=circle, people=circle)
        if asked.get("staff"):
            rows = rows.filter(user_id=uuid.UUID(asked["staff"]))
        if since := parse_date(asked.get("since", "")):
            rows = rows.filter(at__gte=_midnight(since))
        if until := parse_date(asked.get("until", "")):
            rows = rows.filter(at__lt=_midnight(until + DAY))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    return rows


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
