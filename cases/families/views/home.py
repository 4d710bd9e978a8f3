"""The first page after signing in: what is due, what I have not finished, the families I work with."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.look_words import page_in_words
from accounts.permissions import Permission
from accounts.together import together
from cases.families.due import with_last_contact
from cases.families.models import Draft, Involvement
from cases.families.panels import draft_forms, drafts_of_many, home_panels, home_panels_shown
from cases.families.views.objects import note_list
from cases.families.warnings import tagged, with_warning_kinds

MOST = 100
DRAFTS, OWN_FAMILIES = 20, 50  # a panel of a lower order stands over them


@requires(Permission.OWN_ACCOUNT, READ)
def home(request: StaffRequest) -> HttpResponse:
    """What is open and allocated to me, my drafts, and what each app says I have to do.

    Roles without casework find their own work in the navigation.
    """
    user, today = request.user, timezone.localdate()
    open_work = (
        Involvement.objects.visible_to(user)
        .open_on(today)
        .select_related("family", "service", "team")
        .order_by("started_on", "id")
    )
    work = with_warning_kinds(with_last_contact(open_work.filter(allocated_to=user), user), user, today)
    waiting = home_panels(user, today)
    own, drafts, *rest = together(
        work[:MOST], Draft.objects.visible_to(user).select_related("family"), *waiting.asked
    )
    panels = home_panels_shown(waiting, rest, user, today)
    shown = {row.family_id for row in (*own, *drafts) if row.family_id}
    if shown := shown.union(*(panel.families for _, panel in panels)):
        note_list(request, shown)
    numbered = list(enumerate(panels, 1))
    context = {
        "involvements": tagged(own),
        "drafts": _told(drafts),
        "headlines": [(number, panel) for number, (_, panel) in numbered if panel.headline],
        "first": [(number, panel) for number, (order, panel) in numbered if order < DRAFTS],
        "above": [(number, panel) for number, (order, panel) in numbered if DRAFTS <= order < OWN_FAMILIES],
        "below": [(number, panel) for number, (order, panel) in numbered if order >= OWN_FAMILIES],
        "works_with_families": user.can(Permission.FAMILY_VIEW),
    }
    return render(request, "families/home.html", context)


def _told(drafts: list[Draft]) -> list[dict[str, Any]]:
    """One line for each form; the newest draft stands for a form about many families, which has one for each."""
    forms, told, seen = draft_forms(), [], set[str]()
    for draft in drafts:
        if draft.form.startswith("/"):
            told.append(_of_page(draft))
            continue
        name, _, key = draft.form.partition(":")
        words, route = forms.get(name, ("Unsent form", ""))
        is_of_many = name in drafts_of_many()
        if is_of_many and draft.form in seen:
            continue
        seen.add(draft.form)
        about = f", {draft.family}" if draft.family and not is_of_many else ""
        url = _url(route, uuid.UUID(key) if is_of_many else draft.family_id)
        told.append({"words": f"{words}{about}", "url": url, "saved_at": draft.saved_at})
    return told


def _of_page(draft: Draft) -> dict[str, Any]:
    """A draft that is kept under the address of its form."""
    try:
        page, url = page_in_words(resolve(draft.form).view_name), draft.form
    except Resolver404:
        page, url = "Unsent form", ""
    about = f", {draft.family}" if draft.family else ""
    read = f"{reverse('families:draft_read')}?{urlencode({'page': draft.form})}"
    return {"words": f"{page}{about}", "url": url, "read": read, "saved_at": draft.saved_at}


def _url(route: str, key: uuid.UUID | None) -> str:
    """The form a draft belongs to; one whose form is gone has no link."""
    try:
        return reverse(route, args=[key] if key else None)
    except NoReverseMatch:
        return ""
