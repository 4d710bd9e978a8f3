"""Who may agree to a sharing, and when it may go."""

from accounts.models import User
from accounts.permissions import Permission
from privacy.models.disclosure import Decision, Disclosure


def may_decide(disclosure: Disclosure, user: User) -> bool:
    """A manager who sees the family, and did not write it down; once."""
    return (
        not disclosure.decision and user.can(Permission.WORK_OVERSEE) and disclosure.written_by_id != user.pk
    )


def may_go(disclosure: Disclosure) -> bool:
    """Once it is agreed, or at once where waiting would leave a child at risk; and only once."""
    agreed = disclosure.decision == Decision.APPROVED or (disclosure.is_urgent and not disclosure.decision)
    return agreed and disclosure.shared_on is None
