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


def reword_rules(model: Callable[[str], Any], at: datetime.datetime) -> None:
    """Bring rules up to the defaults of today where the council has written none of its own.

    One that nobody approved is changed in place, as it has decided nothing; an approved one gets a next version, which
    waits for approval.
    """
    rules = model("Rule").objects
    for default in DEFAULTS:
        newest = rules.filter(code=default.code).order_by("-version").first()
        values = asdict(default)
        if newest is None or newest.written_by_id or all(getattr(newest, k) == v for k, v in values.items()):
            continue
        if newest.approved_at is None:
            rules.filter(pk=newest.pk).update(**values)
        else:
            rules.create(**values, version=newest.version + 1, written_at=at)


def load_standing_orders(model: Callable[[str], Any]) -> None:
    """The hold of the running inquiry, and the switch of disposal, where they are missing."""
    if not model("Hold").objects.filter(reason="inquiry").exists():
        model("Hold").objects.create(**INQUIRY)
    model("DisposalSwitch").objects.get_or_create(id=1)
