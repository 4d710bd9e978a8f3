"""The first page after signing in: the families I work with, what I have not finished, what waits for a worker."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.models import Team, User
from accounts.permissions import Permission
from accounts.roles import managing_roles
from cases.families.due import with_last_contact
from cases.families.models import Draft, Involvement
from cases.families.panels import draft_forms, home_panels
from cases.families.views.objects import note_list
from cases.families.warnings import warning_tags

MOST = 100
OWN_FAMILIES = 50  # a panel of a lower order stands over them


@requires(Permission.OWN_ACCOUNT, READ)
def home(request: StaffRequest) -> HttpResponse:
    """What is open and allocated to me, my drafts, and for managers the work nobody has been given yet.

    Roles without casework find their own work in the navigation.
    """
    user, today = request.user, timezone.localdate()
    open_work = (
        Involvement.objects.visible_to(user)
        .open_on(today)
        .select_related("family", "service", "team")
        .order_by("started_on", "id")
    )
    manages = user.memberships.current(today).filter(role__in=managing_roles()).exists()
    unallocated = open_work.filter(allocated_to__isnull=True, team__in=Team.objects.of(user))
    own = list(with_last_contact(open_work.filter(allocated_to=user), user)[:MOST])
    waiting = list(unallocated[:MOST]) if manages else []
    _add_tags([*own, *waiting], user, today)
    drafts = list(Draft.objects.visible_to(user).select_related("family"))
    panels = home_panels(user, today)
    shown = {row.family_id for row in (*own, *waiting, *drafts) if row.family_id}
    if shown := shown.union(*(panel.families for _, panel in panels)):
        note_list(request, shown)
    context = {
        "involvements": own,
        "waiting": waiting,
        "manages": manages,
        "drafts": _told(drafts),
        "above": [panel for order, panel in panels if order < OWN_FAMILIES],
        "below": [panel for order, panel in panels if order >= OWN_FAMILIES],
        "works_with_families": user.can(Permission.FAMILY_VIEW),
    }
    return render(request, "families/home.html", context)


def _add_tags(work: list[Any], user: User, today: datetime.date) -> None:
    if work:
        tags = warning_tags(user, {row.family_id for row in work}, today)
        for row in work:
            row.warning_tags = tags.get(row.family_id, [])


def _told(drafts: list[Draft]) -> list[dict[str, Any]]:
    forms, told = draft_forms(), []
    for draft in drafts:
        words, route = forms.get(draft.form.partition(":")[0], ("Unsent form", ""))
        about = f", {draft.family}" if draft.family else ""
        told.append({"words": f"{words}{about}", "url": _url(route, draft), "saved_at": draft.saved_at})
    return told


def _url(route: str, draft: Draft) -> str:
    """The form a draft belongs to; one whose form is gone has no link."""
    try:
        return reverse(route, kwargs={"family_id": draft.family_id} if draft.family_id else None)
    except NoReverseMatch:
        return ""
