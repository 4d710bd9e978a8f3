"""Staff, teams, memberships, alerts and the log of who looked at whom."""

from accounts.models.access_record import AccessRecord, Look
from accounts.models.access_seal import AccessRemoval, AccessSeal
from accounts.models.alert import Alert, AlertEmail, AlertKind
from accounts.models.team import Membership, Team
from accounts.models.user import User

__all__ = [
    "AccessRecord",
    "AccessRemoval",
    "AccessSeal",
    "Alert",
    "AlertEmail",
    "AlertKind",
    "Look",
    "Membership",
    "Team",
    "User",
]
