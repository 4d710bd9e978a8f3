"""Whether the council has approved its schedule, and what a rule of it says to do."""

import datetime

from retention.models import Rule
from retention.schedule import BY_CODE, CODES


def schedule_is_approved(on: datetime.date) -> bool:
    """Whether every rule of the schedule has a version in force; until then nothing may be proposed or destroyed."""
    return set(Rule.objects.in_force(on).values_list("code", flat=True)) >= CODES


def rule_to_carry_out(code: str, on: datetime.date) -> Rule | None:
    """The rule about single rows in force on a day, with its period and version.

    ``None`` while the schedule is not approved, or when the rule says to keep everything.
    """
    if not schedule_is_approved(on):
        return None
    default = BY_CODE[code]
    asked = {"code": code, "trigger": default.trigger, "action": default.action}
    rule: Rule | None = Rule.objects.in_force(on).filter(**asked).first()
    return rule
