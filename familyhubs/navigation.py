"""What frames every page: the organisation, the service navigation a role may use, and the search box."""

import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Alert, User
from accounts.permissions import Permission
from accounts.second_factor import is_missing
from accounts.sessions import session_left, session_limits


@dataclass(frozen=True)
class Entry:
    """A link of the service navigation and the permission it needs."""

    label: str
    route: str
    permission: Permission


ENTRIES = (
    Entry("Home", "home", Permission.OWN_ACCOUNT),
    Entry("Families", "families:list", Permission.FAMILY_VIEW),
    Entry("Tasks", "diary:tasks", Permission.TASK_KEEP),
    Entry("Diary", "diary:week", Permission.TASK_KEEP),
    Entry("Quality", "oversight:audits", Permission.WORK_OVERSEE),
    Entry("Referrals", "referrals:board", Permission.REFERRAL_TRIAGE),
    Entry("What is due", "families:due", Permission.FAMILY_VIEW),
    Entry("Allocation", "families:allocation", Permission.WORK_ALLOCATE),
    Entry("Duplicates", "merging:pairs", Permission.RECORD_MERGE),
    Entry("Groups", "groups:list", Permission.GROUP_VIEW),
    Entry("Emergency access", "families:break_glass_list", Permission.GLASS_REVIEW),
    Entry("Data requests", "privacy:requests", Permission.REQUEST_HANDLE),
    Entry("Sharing", "privacy:disclosure_counts", Permission.REQUEST_HANDLE),
    Entry("Access log", "privacy:looks", Permission.ACCESS_AUDIT),
    Entry("Disposal", "retention:lists", Permission.DISPOSAL_VIEW),
    Entry("Access patterns", "access_patterns", Permission.ACCESS_REVIEW),
    Entry("Access review", "access_review", Permission.ACCESS_REVIEW),
    Entry("All access patterns", "access_patterns_all", Permission.ACCESS_AUDIT),
    Entry("Review without a manager", "access_review_all", Permission.STAFF_MANAGE),
    Entry("Administration", "admin:index", Permission.ADMIN_USE),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of ``templates/base.html``; for a reader who is not signed in, nothing that sets a cookie.

    Somebody who still has to set up a second step is shown no way to what it opens.
    """
    user = getattr(request, "user", None)
    frame: dict[str, Any] = {"session_limits": session_limits()}
    if not isinstance(user, User) or is_missing(request):
        return frame | {"navigation": [], "show_search": False}
    return frame | {
        "session_left": session_left(request, int(time.time())),
        "navigation": _links([entry for entry in ENTRIES if user.can(entry.permission)], request.path),
        "show_search": user.can(Permission.FAMILY_SEARCH),
        "alerts_waiting": Alert.objects.visible_to(user).waiting().count,  # asked only where it is shown
    }


def _links(entries: list[Entry], path: str) -> list[dict[str, Any]]:
    """The entries as links; the one whose address begins like the page's for longest is where the reader is."""
    urls = [reverse(entry.route) for entry in entries]
    here = max(
        (url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default=""
    )
    return [
        {"label": entry.label, "url": url, "current": url == here}
        for entry, url in zip(entries, urls, strict=True)
    ]
