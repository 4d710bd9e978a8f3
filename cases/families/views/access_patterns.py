"""Ways of looking at records that somebody should ask about: the manager's pages, and the auditors'.

They name members of staff and no family: a record the reader may see is a link by its reference, any other is a number.
"""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_records_add
from accounts.permissions import Permission
from cases.families.actions.access_patterns import FOR_AUDITORS, FOR_MANAGERS, NotForYou, pattern_decide
from cases.families.forms.access_pattern import DecidePatternForm
from cases.families.models import AccessPattern, Family, FamilyMembership
from cases.families.views.long_forms import form_page, form_sent

A_PAGE = 50
ASKS = "asks about a way of looking"


def _list(request: StaffRequest, one: str) -> HttpResponse:
    """Those waiting, or those decided; newest first."""
    found = AccessPattern.objects.visible_to(request.user).select_related("user", "decided_by")
    shows_decided = request.GET.get("show") == "decided"
    shown = found.filter(decided_at__isnull=False) if shows_decided else found.waiting()
    context = {
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "shows_decided": shows_decided,
        "one": one,
    }
    return render(request, "families/access_patterns.html", context)


def _one(request: StaffRequest, pattern_id: uuid.UUID, *, back: str) -> HttpResponse:
    """What was seen, and the decision or the form for it."""
    rows = AccessPattern.objects.visible_to(request.user).select_related("user", "decided_by")
    pattern = get_object_or_404(rows, pk=pattern_id)
    form = DecidePatternForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pattern_decide(pattern=pattern, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotForYou:
            form.add_error(
                None, "Somebody has decided this already. Open the page again to see what they wrote."
            )
        else:
            form_sent(request)
            messages.success(request, "Your decision is kept")
            return redirect(back)
    records, hidden = _records(request, pattern)
    context = {"pattern": pattern, "form": form, "records": records, "hidden": hidden, "back": reverse(back)}
    return form_page(request, "families/access_pattern.html", context)


def _records(request: StaffRequest, pattern: AccessPattern) -> tuple[list[dict[str, str]], int]:
    """Links to the records the reader may see, and how many others there are.

    Whoever has left a family is not named to its workers: the words of the page may tell where they live now.
    """
    user, subjects = request.user, list(pattern.subjects.all())
    people = {subject.person_id for subject in subjects if subject.person_id}
    families = {subject.family_id for subject in subjects if subject.family_id and not subject.person_id}
    members = (
        FamilyMembership.objects.visible_to(user).current(timezone.localdate()).filter(person__in=people)
    )
    seen = dict(members.values_list("person_id", "person__reference").order_by("person__reference"))
    found = Family.objects.visible_to(user).filter(pk__in=families).order_by("reference")
    access_records_add(
        by=user,
        at=timezone.now(),
        route=route_of(request),
        grounds=dict.fromkeys(seen, ASKS),
        family_grounds={family.pk: ASKS for family in found},
    )
    links = [
        *({"reference": name, "url": reverse("families:person", args=[key])} for key, name in seen.items()),
        *({"reference": f.reference, "url": reverse("families:family", args=[f.pk])} for f in found),
    ]
    return links, len(people) + len(families) - len(links)


@requires(Permission.ACCESS_REVIEW, READ)
def access_patterns(request: StaffRequest) -> HttpResponse:
    """About staff of the teams one answers for."""
    return _list(request, FOR_MANAGERS)


@requires(Permission.ACCESS_REVIEW, FORM)
def access_pattern(request: StaffRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """One of them."""
    return _one(request, pattern_id, back="access_patterns")


@requires(Permission.ACCESS_AUDIT, READ)
def access_patterns_all(request: StaffRequest) -> HttpResponse:
    """About all staff."""
    return _list(request, FOR_AUDITORS)


@requires(Permission.ACCESS_AUDIT, FORM)
def access_pattern_all(request: StaffRequest, pattern_id: uuid.UUID) -> HttpResponse:
    """One of them."""
    return _one(request, pattern_id, back="access_patterns_all")
