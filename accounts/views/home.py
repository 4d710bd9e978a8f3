"""The first page after signing in, and the page about one's own account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission


@requires(Permission.OWN_ACCOUNT, READ)
def account(request: StaffRequest) -> HttpResponse:
    """Who I am to the portal: my jobs, their dates and what they allow."""
    memberships = request.user.memberships.current(timezone.localdate()).select_related("team")
    return render(request, "account/account.html", {"memberships": memberships})
