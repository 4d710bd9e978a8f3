"""Referrals as they arrive at a front door."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import Team, User
from cases.referrals.models import Outcome, Referral, ReferralDecision, ReferralPerson
from tests.factories.families import REASON

NUMBERS = itertools.count(1)
BORN = datetime.date(2017, 4, 9)


def make_referral(
    team: Team, by: User, *names: tuple[str, str, datetime.date | None], **fields: Any
) -> Referral:
    """An undecided referral by a school about a child, unless told otherwise."""
    now = timezone.now()
    said = {
        "reference": f"RF-T{next(NUMBERS)}",
        "way": "phone",
        "received_at": now - datetime.timedelta(hours=1),
        "referrer_kind": "school",
        "referrer_name": "Tess Teacher",
        "category": "parenting",
        "concerns": "Mornings are hard since the summer.",
        "priority": "routine",
        "consent": "given",
        "consent_by": "The mother",
        "consent_on": timezone.localdate(),
        "recorded_at": now,
        "due_at": now + datetime.timedelta(days=3),
    }
    referral = Referral(team=team, recorded_by=by, **said | fields)
    referral.save_by(by=by, reason=REASON)
    for given, family, born in names or (("Wren", "Newcomer", BORN),):
        ReferralPerson(
            referral=referral, kind="child", given_name=given, family_name=family, date_of_birth=born
        ).save_by(by=by, reason=REASON)
    return referral


def make_decided(team: Team, by: User, *names: Any, ago: int = 30, **fields: Any) -> Referral:
    """A referral that was decided so many days ago: advice given."""
    at = timezone.now() - datetime.timedelta(days=ago)
    times = {"received_at": at - datetime.timedelta(days=1), "recorded_at": at, "due_at": at}
    referral = make_referral(team, by, *names, **times | {"stage": "done", "decided_at": at} | fields)
    ReferralDecision(
        referral=referral,
        outcome=Outcome.ADVICE,
        reason="One agency can meet the need",
        detail="The school nurse will call",
        decided_by=by,
        decided_at=at,
    ).save_by(by=by, reason=REASON)
    return referral
