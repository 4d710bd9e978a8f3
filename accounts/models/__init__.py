"""Staff, teams, memberships and their reviews, alerts and the log of who looked at whom."""

from accounts.models.access_record import AccessRecord, Look
from accounts.models.access_seal import AccessRemoval, AccessSeal
from accounts.models.alert import Alert, AlertEmail, AlertKind
from accounts.models.home_postcode import HomePostcode
from accounts.models.membership_review import Decision, MembershipReview
from accounts.models.team import Membership, Team
from accounts.models.user import User

__all__ = [
    "AccessRecord",
    "AccessRemoval",
    "AccessSeal",
    "Alert",
    "AlertEmail",
    "AlertKind",
    "Decision",
    "HomePostcode",
    "Look",
    "Membership",
    "MembershipReview",
    "Team",
    "User",
]
