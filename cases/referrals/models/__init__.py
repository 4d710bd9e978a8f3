"""Referrals, whom they are about, what was decided, and the times the front door works to."""

from cases.referrals.models.decision import Outcome, ReferralDecision
from cases.referrals.models.front_door import FrontDoor
from cases.referrals.models.people import ReferralPerson
from cases.referrals.models.referral import Category, Consent, Priority, Referral, ReferrerKind, Stage, Way
from cases.referrals.models.web import WebReferral

__all__ = [
    "Category",
    "Consent",
    "FrontDoor",
    "Outcome",
    "Priority",
    "Referral",
    "ReferralDecision",
    "ReferralPerson",
    "ReferrerKind",
    "Stage",
    "Way",
    "WebReferral",
]
