"""Who may decide a question about looks, and which moments a day in London has."""

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accounts.models import User
from cases.families.models import AccessPattern
from govuk.working_days import is_working_day

ONE_DAY = datetime.timedelta(days=1)


def may_decide(pattern: AccessPattern, user: User) -> bool:
    """Nobody decides about themselves, and a decision is made once."""
    return pattern.user_id != user.pk and pattern.decided_at is None


def begins_at(day: datetime.date) -> datetime.datetime:
    """Midnight in London."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def days_told(day: datetime.date, *, days: int, adult_years: int) -> dict[str, Any]:
    """What the statements ask about a day: from when to when, whether offices were open, who was grown up."""
    return {
        "day": day,
        "since": begins_at(day - (days - 1) * ONE_DAY),
        "until": begins_at(day + ONE_DAY),
        "is_day_off": not is_working_day(day),
        "adults_born_by": day - relativedelta(years=adult_years),
    }
