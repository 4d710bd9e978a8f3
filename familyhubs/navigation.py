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
    """A link of the service navigation and the permission it needs.

    Entries of one ``section`` share a place in the menu and are told apart below it, on their own pages. Whoever may
    use just one of them has that one in the menu.
    """

    label: str
    route: str
    permission: Permission
    section: str = ""


TEAM, ACCESS, DUTIES = "Team", "Access checks", "Data duties"


ENTRIES = (
    Entry("Home", "home", Permission.OWN_ACCOUNT),
    Entry("Families", "families:list", Permission.FAMILY_VIEW),
    Entry("Tasks", "diary:tasks", Permission.TASK_KEEP),
    Entry("Diary", "diary:week", Permission.TASK_KEEP),
    Entry("Quality", "oversight:audits", Permission.WORK_OVERSEE, TEAM),
    Entry("Referrals", "referrals:board", Permission.REFERRAL_TRIAGE),
    Entry("What is due", "families:due", Permission.FAMILY_VIEW),
    Entry("Allocation", "families:allocation", Permission.WORK_ALLOCATE, TEAM),
    Entry("Duplicates", "merging:pairs", Permission.RECORD_MERGE, TEAM),
    Entry("Groups", "groups:list", Permission.GROUP_VIEW),
    Entry("Emergency access", "families:break_glass_list", Permission.GLASS_REVIEW, ACCESS),
    Entry("Data requests", "privacy:requests", Permission.REQUEST_HANDLE),
    Entry("Other rights", "rights:list", Permission.REQUEST_HANDLE, DUTIES),
    Entry("Complaints", "duties:complaints", Permission.REQUEST_HANDLE, DUTIES),
    Entry("Breach log", "duties:breaches", Permission.REQUEST_HANDLE, DUTIES),
    Entry("Sharing", "privacy:disclosure_counts", Permission.REQUEST_HANDLE, DUTIES),
    Entry("Notices", "notices:drafts", Permission.NOTICE_PUBLISH),
    Entry("Access log", "privacy:looks", Permission.ACCESS_AUDIT, ACCESS),
    Entry("Disposal", "retention:lists", Permission.DISPOSAL_VIEW),
    Entry("Access patterns", "access_patterns", Permission.ACCESS_REVIEW, ACCESS),
    Entry("Access review", "access_review", Permission.ACCESS_REVIEW, ACCESS),
    Entry("All access patterns", "access_patterns_all", Permission.ACCESS_AUDIT, ACCESS),
    Entry("Review without a manager", "access_review_all", Permission.STAFF_MANAGE, ACCESS),
    Entry("Surveys", "survey:list", Permission.NOTICE_EDIT),
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
    links = _links([entry for entry in ENTRIES if user.can(entry.permission)], request.path)
    return frame | {
        "session_left": session_left(request, int(time.time())),
        "navigation": _menu(links),
        "menu_section": _section(links),
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
        {"label": entry.label, "url": url, "current": url == here, "section": entry.section}
        for entry, url in zip(entries, urls, strict=True)
    ]


def _menu(links: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One link for each section of two or more, which leads to its first page, and the others as they are."""
    menu, told = [], set[str]()
    for link in links:
        section = link["section"]
        of_section = [other for other in links if section and other["section"] == section]
        if len(of_section) < 2:
            menu.append(link)
        elif section not in told:
            told.add(section)
            current = any(other["current"] for other in of_section)
            menu.append({"label": section, "url": link["url"], "current": current, "has_pages": True})
    return menu


def _section(links: list[dict[str, Any]]) -> dict[str, Any]:
    """The section the reader is in, if it has more than one page for them: its name and its links."""
    name = next((link["section"] for link in links if link["current"]), "")
    pages = [link for link in links if name and link["section"] == name]
    return {"name": name, "pages": pages} if len(pages) > 1 else {}
