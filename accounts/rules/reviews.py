"""When a membership is reviewed, warned about and ended, and who may decide."""

import datetime
from enum import Enum, auto

from accounts.models import MembershipReview, User

ONE_DAY = datetime.timedelta(days=1)


class Step(Enum):
    """What a night does about a review that nobody has decided."""

    WAIT = auto()
    WARN = auto()
    END = auto()


def quarter_start(on: datetime.date) -> datetime.date:
    """The first day of the quarter of a year that a day belongs to."""
    return datetime.date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def next_step(
    *, due_on: datetime.date, is_warned: bool, on: datetime.date, notice: datetime.timedelta
) -> Step:
    """Warn so long before the day that it may be confirmed by; end once that day is over, never without a warning."""
    if is_warned:
        return Step.END if on > due_on else Step.WAIT
    return Step.WARN if on >= due_on - notice else Step.WAIT


def due_after_warning(
    *, due_on: datetime.date, warned_on: datetime.date, notice: datetime.timedelta
) -> datetime.date:
    """The day to confirm by, moved on where the warning came late: the notice is always given in full."""
    return max(due_on, warned_on + notice)


def last_day(*, on: datetime.date) -> datetime.date:
    """The last day of access that a night run ends: the day before, so that it is over at once and honestly told."""
    return on - ONE_DAY


def may_decide(review: MembershipReview, user: User) -> bool:
    """Nobody confirms themselves, and a decision is made once."""
    return review.membership.user_id != user.pk and review.decided_at is None
