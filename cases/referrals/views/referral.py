"""One referral: what it says, how far it is, what was decided, and whether the family was referred before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import row_version
from cases.families.models import Person
from cases.referrals.models import FrontDoor, Referral, ReferralDecision
from cases.referrals.rules import clock, is_open, may_triage
from cases.referrals.views.loading import referral_of, with_people
from cases.referrals.views.record import may_correct

MOST_EARLIER = 10


@requires(Permission.FAMILY_VIEW, READ)
def referral(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Everything about one referral, with what can be done next."""
    user, now = request.user, timezone.now()
    found = referral_of(request, referral_id)
    triages = user.can(Permission.REFERRAL_TRIAGE) and may_triage(found, user.team_ids())
    decisions = ReferralDecision.objects.visible_to(user).filter(referral=found)
    context = {
        "referral": found,
        "clock": clock(found, now),
        "rows": _facts(found),
        "about": _about(request, found),
        "decisions": decisions.select_related("decided_by", "involvement__service", "involvement__team"),
        "earlier": _earlier(request, found),
        "version": row_version(found),
        "is_open": is_open(found),
        "is_mine": found.assigned_to_id == user.pk,
        "may_triage": triages,
        "may_correct": may_correct(request, found),
    }
    return render(request, "referrals/referral.html", context)


def _earlier(request: StaffRequest, found: Referral) -> list[Referral]:
    months = FrontDoor.objects.get().again_months
    rows = Referral.objects.visible_to(request.user).earlier_than(found, months)
    return list(with_people(rows, request.user)[:MOST_EARLIER])


def _about(request: StaffRequest, found: Referral) -> list[dict[str, Any]]:
    known = [row.person_id for row in found.people.all() if row.person_id]
    seen = set(Person.objects.visible_to(request.user).filter(pk__in=known).values_list("pk", flat=True))
    return [
        {
            "name": row.full_name,
            "kind": row.get_kind_display(),
            "born": row.date_of_birth,
            "person_id": row.person_id if row.person_id in seen else None,
        }
        for row in found.people.all()
    ]


def _facts(found: Referral) -> list[dict[str, str]]:
    received, recorded = timezone.localtime(found.received_at), timezone.localtime(found.recorded_at)
    address = ", ".join(part for part in (found.address_lines, found.postcode) if part)
    facts = {
        "Received": f"{found.get_way_display()}, {received:%-d %B %Y at %H:%M}",
        "Who refers": f"{found.referrer} ({found.get_referrer_kind_display()})",
        "How to reach them": found.referrer_contact or "Not told",
        "Address of the family": address or "Not told",
        "Main reason": found.get_category_display(),
        "Consent": _consent(found),
        "Written down": f"{recorded:%-d %B %Y at %H:%M} by {found.recorded_by or 'the referrer'}",
    }
    return [{"key": key, "value": value} for key, value in facts.items()]


def _consent(found: Referral) -> str:
    if found.consent_on:
        return f"Given by {found.consent_by} on {found.consent_on:%-d %B %Y}"
    return f"Not asked: {found.consent_why_not}"
