"""Where a complaint or a breach stands, read from its rows."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from privacy.duties.models import Breach, BreachDecision, BreachNotice, Complaint, ComplaintStep
from privacy.duties.models.breach import NoticeTo, Told
from privacy.duties.models.complaint import StepKind
from privacy.duties.rules.clocks import ComplaintClock, complaint_clock

HEARD_OF_US = (StepKind.ACKNOWLEDGED, StepKind.PROGRESS)


def clock_of(complaint: Complaint, steps: Iterable[ComplaintStep]) -> ComplaintClock:
    """The clock of a stored complaint."""
    steps = list(steps)
    return complaint_clock(
        complaint.received_on,
        acknowledged=[step.happened_on for step in steps if step.kind == StepKind.ACKNOWLEDGED],
        told=[step.happened_on for step in steps if step.kind in HEARD_OF_US],
        answered_on=complaint.closed_on,
    )


def may_agree(decision: BreachDecision, user: User) -> bool:
    """A second officer, once."""
    return decision.agreed_by_id is None and decision.decided_by_id != user.pk


def what_is_missing(
    breach: Breach, decisions: Iterable[BreachDecision], notices: Iterable[BreachNotice]
) -> list[str]:
    """What has to be there before a breach is closed, in words for the officer."""
    told = {notice.whom for notice in notices}
    by_whom = {decision.about: decision for decision in decisions}
    missing = [] if breach.likelihood else ["how likely and how bad harm is"]
    for whom, notice in ((Told.ICO, NoticeTo.ICO), (Told.PEOPLE, NoticeTo.PEOPLE)):
        decision = by_whom.get(whom)
        if decision is None:
            missing.append(f"the decision whether to tell {whom.label}")
        elif decision.agreed_by_id is None:
            missing.append(f"the second officer’s agreement about telling {whom.label}")
        elif decision.is_told and notice not in told:
            missing.append(f"when and how {whom.label} were told")
    return missing
