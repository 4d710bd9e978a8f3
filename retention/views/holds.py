"""Pages of holds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_list_add, access_records_add
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.long_forms import form_page, form_sent
from retention.actions.holds import hold_place, hold_release
from retention.forms import HoldForm, ReleaseForm
from retention.models import Hold
from retention.rules.officers import SecondOfficerNeeded, WrongState

HOLDS = "looks after holds"


@requires(Permission.DISPOSAL_VIEW, READ)
def holds(request: StaffRequest) -> HttpResponse:
    """Standing holds, the ones to look at again first, and those released."""
    today = timezone.localdate()
    found = Hold.objects.visible_to(request.user).select_related("opened_by", "released_by")
    standing = list(found.standing())
    released = list(found.exclude(released_on=None).order_by("-released_on")[:50])
    people, families = _whom(*standing, *released)
    access_list_add(
        by=request.user, at=timezone.now(), route=route_of(request), grounds=people, family_grounds=families
    )
    context = {
        "standing": standing,
        "released": released,
        "overdue": found.overdue(today).count(),
        "today": today,
        "may_manage": request.user.can(Permission.HOLD_MANAGE),
        "full_width": True,
    }
    return render(request, "retention/holds.html", context)


@requires(Permission.HOLD_MANAGE, FORM)
def hold_new(request: StaffRequest) -> HttpResponse:
    """Place a hold."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hold_place(**form.hold(), opened_on=timezone.localdate(), by=request.user)
        form_sent(request)
        messages.success(request, "Hold placed")
        return redirect("retention:holds")
    return form_page(request, "retention/hold_new.html", {"form": form})


@requires(Permission.HOLD_MANAGE, FORM)
def release(request: StaffRequest, hold_id: UUID) -> HttpResponse:
    """Release a hold that another officer placed."""
    hold = get_object_or_404(Hold.objects.visible_to(request.user), pk=hold_id)
    if hold.released_on is not None:  # perhaps by the same button pressed twice
        messages.info(request, "This hold is released already. Nothing was changed")
        return redirect("retention:holds")
    people, families = _whom(hold)
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        grounds=people,
        family_grounds=families,
        action=Look.CHANGE,
    )
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hold_release(
                hold=hold,
                release_reason=form.cleaned_data["release_reason"],
                released_on=timezone.localdate(),
                by=request.user,
            )
        except (SecondOfficerNeeded, WrongState) as refusal:
            form.add_error(None, str(refusal))
        else:
            form_sent(request)
            messages.success(request, "Hold released")
            return redirect("retention:holds")
    return form_page(request, "retention/hold_release.html", {"form": form, "hold": hold})


def _whom(*holds: Hold) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """The people and the families these holds name, for the log of reads."""
    return (
        {hold.person_id: HOLDS for hold in holds if hold.person_id},
        {hold.family_id: HOLDS for hold in holds if hold.family_id},
    )
