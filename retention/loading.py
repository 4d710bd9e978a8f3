"""Loading the default schedule, by a migration; what is there already stays as it is."""

import datetime
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from retention.schedule import DEFAULTS

INQUIRY = {
    "scope": "rule",
    "rule_code": "stepped_up",
    "reason": "inquiry",
    "detail": "Independent Inquiry into Grooming Gangs: keep until legal services say otherwise.",
    "opened_on": datetime.date(2025, 12, 9),
    "review_on": datetime.date(2027, 3, 31),
}


def load_missing_rules(model: Callable[[str], Any], at: datetime.datetime) -> None:
    """Write version 1 of each default rule that has no version yet, approved by nobody."""
    rules = model("Rule").objects
    for default in DEFAULTS:
        if not rules.filter(code=default.code).exists():
            rules.create(**asdict(default), version=1, written_at=at)


def load_standing_orders(model: Callable[[str], Any]) -> None:
    """The hold of the running inquiry, and the switch of disposal, where they are missing."""
    if not model("Hold").objects.filter(reason="inquiry").exists():
        model("Hold").objects.create(**INQUIRY)
    model("DisposalSwitch").objects.get_or_create(id=1)
