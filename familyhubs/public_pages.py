"""Pages about the website itself that the law asks for: its cookies, and how far it is accessible."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, public
from familyhubs.cookies import cookies
from privacy.codes import ContactPoint
from privacy.queries import contact_point, organisation

LAST_TESTED = datetime.date(2026, 11, 26)
"""The day the whole of the portal was last gone through with axe in a real browser; change it with the statement."""


@public("Everybody may know what is kept on their device.", READ)
def cookies_page(request: HttpRequest) -> HttpResponse:
    """Each cookie, what for and for how long; sets none."""
    return render(request, "public/cookies.html", {"cookies": cookies()})


@public("Everybody may know how far the website works for them.", READ)
def accessibility_page(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (Public Sector Bodies Accessibility Regulations 2018, regulation 8)."""
    today = timezone.localdate()
    context = {
        "tested_on": LAST_TESTED,
        "contact": contact_point(ContactPoint.SERVICE, today),
        "organisation": organisation(today),
    }
    return render(request, "public/accessibility.html", context)
