"""The first page after signing in, and the page about one's own account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.actions.home_postcode import home_postcode_set
from accounts.forms.oversight import HomePostcodeForm
from accounts.models import HomePostcode, MembershipReview
from accounts.permissions import Permission


@requires(Permission.OWN_ACCOUNT, READ)
def account(request: StaffRequest) -> HttpResponse:
    """Who I am to the portal: my jobs, their dates and what they allow."""
    memberships = request.user.memberships.current(timezone.localdate()).select_related("team")
    own = MembershipReview.objects.visible_to(request.user).waiting().filter(membership__user=request.user)
    context = {
        "memberships": memberships,
        "ending": own.filter(warned_at__isnull=False).select_related("membership__team"),
        "has_postcode": HomePostcode.objects.filter(user=request.user).exists(),
    }
    return render(request, "account/account.html", context)


@requires(Permission.OWN_ACCOUNT, FORM)
def home_postcode(request: StaffRequest) -> HttpResponse:
    """Give one's own postcode, or take it away; the page says what it is for."""
    own = HomePostcode.objects.filter(user=request.user).first()
    form = HomePostcodeForm(initial={"postcode": own.postcode if own else ""})
    if request.method == "POST":
        form = HomePostcodeForm(request.POST)
        if form.is_valid():
            home_postcode_set(postcode=form.cleaned_data["postcode"], by=request.user)
            messages.success(request, "Saved")
            return redirect("account")
    return render(request, "account/home_postcode.html", {"form": form})
