"""Approving and rewording the schedule. A rule is never changed in place."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from accounts.keys import new_key
from accounts.models import User
from retention.models import Rule
from retention.rules.officers import check_rule_approver

KEPT = ("code", "service_kind", "end_reason")


@transaction.atomic
def rule_rewrite(*, rule: Rule, changes: Mapping[str, Any], at: datetime.datetime, by: User) -> Rule:
    """Write the next version of a rule. It decides nothing until somebody else has approved it."""
    newest = Rule.objects.select_for_update().filter(code=rule.code).order_by("-version")[0]
    values = {
        **model_to_dict(rule, exclude=["id"]),
        **changes,
        **{name: getattr(rule, name) for name in KEPT},
    }
    version = Rule(
        **{**values, "id": new_key(), "version": newest.version + 1, "written_by": by, "written_at": at}
    )
    version.full_clean(exclude=["code"])
    version.save()
    return version


@transaction.atomic
def rule_approve(*, rule: Rule, in_force_from: datetime.date, at: datetime.datetime, by: User) -> None:
    """Put a version in force from a day on. Raises ``SecondOfficerNeeded`` for its own writer."""
    rule = Rule.objects.select_for_update().get(pk=rule.pk)
    check_rule_approver(rule, by)
    if rule.approved_at is None:
        rule.approved_by, rule.approved_at, rule.in_force_from = by, at, in_force_from
        rule.save()


@transaction.atomic
def schedule_approve(*, in_force_from: datetime.date, at: datetime.datetime, by: User) -> int:
    """Approve every version that waits; tells how many. Nothing is destroyed before a council has done this once."""
    waiting = list(Rule.objects.waiting())
    for rule in waiting:
        rule_approve(rule=rule, in_force_from=in_force_from, at=at, by=by)
    return len(waiting)
