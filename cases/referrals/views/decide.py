"""The threshold decision. Opening to a service looks for everybody on file first, so that nobody is entered twice."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Membership, Team
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.families.actions.create import creation_wait_for_turn
from cases.families.models import Service
from cases.referrals.actions.decide import referral_decide
from cases.referrals.forms.decide import DecideForm, first_answers
from cases.referrals.models import Referral
from cases.referrals.views.loading import on_the_board, step_page, version_of
from cases.referrals.views.matching import matches_of


@requires(Permission.REFERRAL_TRIAGE, FORM)
@on_the_board
def decide(request: StaffRequest, referral: Referral) -> HttpResponse:
    """Open to a service, advise, signpost, step up, or do nothing more; always with the reason."""
    today, people = timezone.localdate(), list(referral.people.all())
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        initial=version_of(referral) | first_answers(referral, people, today),
        referral=referral,
        services=Service.objects.offered_to(request.user),
        teams=_casework_teams(),
        today=today,
    )
    if request.method == "POST" and form.is_valid() and form.opens and not referral.family_id:
        creation_wait_for_turn()
        form.ask_about(matches_of(request, people))
    return step_page(
        request,
        referral,
        form,
        save=lambda: referral_decide(
            referral=referral,
            version=form.cleaned_data["version"],
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            detail=form.detail,
            opening=form.opening,
            by=request.user,
            now=timezone.now(),
        ),
        heading="Decide",
        said="Decided",
        button="Decide",
        template="referrals/decide.html",
    )


def _casework_teams() -> QuerySet[Team]:
    """Teams in which somebody works with families today."""
    jobs = Membership.objects.current(timezone.localdate()).filter(
        role__in=roles_with(Permission.FAMILY_VIEW)
    )
    return Team.objects.filter(memberships__in=jobs).distinct()
