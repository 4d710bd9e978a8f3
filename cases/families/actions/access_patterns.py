"""Raising questions about looks to whoever answers for a member of staff, and writing down what came of asking."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions.alerts import alerts_raise
from accounts.models import AlertKind, Membership, User
from accounts.permissions import Permission
from accounts.roles import managing_roles, roles_with
from cases.families.models import AccessPattern
from cases.families.models.access_pattern import Outcome, PatternKind
from cases.families.patterns import INDEX_CARD, LISTS, OFFICES, PATTERNS
from cases.families.rules.access_patterns import days_told, may_decide

FOR_MANAGERS, FOR_AUDITORS = "access_pattern", "access_pattern_all"


class NotForYou(Exception):
    """A question about oneself, about somebody else's staff, or decided already."""


@transaction.atomic
def patterns_find(*, day: datetime.date, at: datetime.datetime) -> None:
    """Look through one whole day in London. Run again, it raises nothing new and tells nobody twice."""
    raised = [key for kind in PATTERNS for key in _raise(kind, day, at)]
    for pattern in AccessPattern.objects.filter(pk__in=raised).select_related("user"):
        _tell(pattern, at)


@transaction.atomic
def pattern_decide(
    *, pattern: AccessPattern, outcome: str, reason: str, by: User, at: datetime.datetime
) -> None:
    """Write down what came of asking. Raises ``NotForYou``."""
    waiting = AccessPattern.objects.visible_to(by).waiting().filter(pk=pattern.pk)
    decided = {"outcome": outcome, "reason": reason, "decided_by": by, "decided_at": at}
    if not may_decide(pattern, by) or not waiting.update(**decided):
        raise NotForYou
    if outcome == Outcome.INFORMATION_GOVERNANCE:
        officers = [user for user in _auditors(pattern, timezone.localdate(at)) if user != by]
        alerts_raise(to=officers, kind=AlertKind.ACCESS_PATTERN, at=at, route=FOR_AUDITORS, key=pattern.pk)


def _raise(kind: PatternKind, day: datetime.date, at: datetime.datetime) -> list[uuid.UUID]:
    limits: dict[str, Any] = settings.ACCESS_PATTERN_LIMITS
    days = limits["days_outside_work"] if kind == PatternKind.OUTSIDE_WORK else 1
    words: dict[str, Any] = {
        "index_card": INDEX_CARD,
        "lists": LISTS,
        "offices": OFFICES,
        "managing": managing_roles(),
    }
    told = days_told(day, days=days, adult_years=limits["adult_years"])
    with connection.cursor() as cursor:
        cursor.execute(PATTERNS[kind], {**limits, **words, **told, "kind": kind.value, "at": at})
        return [key for (key,) in cursor.fetchall()]


def _tell(pattern: AccessPattern, at: datetime.datetime) -> None:
    """Those who lead the teams the member of staff worked in; where nobody else does, information governance."""
    on = timezone.localdate(at)
    teams = Membership.objects.current(pattern.day).filter(user=pattern.user).values_list("team", flat=True)
    managers = list(User.objects.managing(teams, on).exclude(pk=pattern.user_id))
    asked, route = (managers, FOR_MANAGERS) if managers else (_auditors(pattern, on), FOR_AUDITORS)
    alerts_raise(to=asked, kind=AlertKind.ACCESS_PATTERN, at=at, route=route, key=pattern.pk)


def _auditors(pattern: AccessPattern, on: datetime.date) -> Iterable[User]:
    jobs = Membership.objects.current(on).filter(role__in=roles_with(Permission.ACCESS_AUDIT))
    return User.objects.filter(memberships__in=jobs).exclude(pk=pattern.user_id).distinct()
