"""The first page after signing in: the families I work with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import StaffRequest, requires
from accounts.permissions import Permission
from cases.families.models import Involvement


@requires(Permission.OWN_ACCOUNT)
def home(request: StaffRequest) -> HttpResponse:
    """What is open and allocated to me, oldest first; roles without casework find their own work in the navigation."""
    mine = (
        Involvement.objects.visible_to(request.user)
        .open_on(timezone.localdate())
        .filter(allocated_to=request.user)
        .select_related("family", "service", "team")
        .order_by("started_on", "id")
    )
    return render(request, "families/home.html", {"involvements": mine})
