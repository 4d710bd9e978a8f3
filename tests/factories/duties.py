"""Complaints and breaches."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import User
from privacy.duties.models import Breach, BreachDecision, BreachNotice, Complaint

NUMBERS = itertools.count(1)


def make_complaint(handler: User, **fields: Any) -> Complaint:
    """About personal data, received on Friday 20 November 2026 unless told otherwise."""
    complaint = Complaint(
        **{
            "reference": f"CO-T{next(NUMBERS)}",
            "kind": "data_protection",
            "received_on": datetime.date(2026, 11, 20),
            "channel": "email",
            "complainant_name": "Casey Complainant",
            "relation": "self",
            "words": "You wrote to my old address again.",
            "handler": handler,
        }
        | fields
    )
    complaint.save_by(by=handler, reason="Complaint received")
    return complaint


def make_breach(by: User, *, agreed_by: User | None = None, **fields: Any) -> Breach:
    """A text to the wrong person an hour ago; with everything decided and done when somebody agreed."""
    now = timezone.now()
    breach = Breach(
        **{
            "reference": f"BR-T{next(NUMBERS)}",
            "kind": "misdirected_text",
            "aware_at": now - datetime.timedelta(hours=1),
            "what_happened": "A text about a visit went to a number that is somebody else’s now.",
            "categories": ["texts"],
            "people_count": 1,
            "written_by": by,
            "written_at": now,
            **({"likelihood": 1, "severity": 1} if agreed_by else {}),
        }
        | fields
    )
    breach.save_by(by=by, reason="Written down")
    for about in ("ico", "people") if agreed_by else ():
        decided = BreachDecision(
            breach=breach, about=about, is_told=about == "ico", reasons="It is small", decided_by=by, decided_at=now,
            agreed_by=agreed_by, agreed_at=now,
        )  # fmt: skip
        decided.save_by(by=by, reason="Decided")
    if agreed_by:
        notice = BreachNotice(breach=breach, whom="ico", told_at=now, how="Web form", by=by)
        notice.save_by(by=by, reason="Told")
    return breach
