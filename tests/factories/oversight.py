"""What managers wrote about the work with a family."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Team, User
from cases.families.models import Family, Involvement
from cases.oversight.models import CaseAudit, HandOver, OversightNote
from tests.factories.families import REASON, make_service

BEGAN, ENDED = datetime.date(2024, 2, 5), datetime.date(2024, 9, 30)


def make_note(family: Family, by: User, **fields: Any) -> OversightNote:
    """A note from a supervision."""
    said = {
        "kind": "supervision",
        "talked_on": datetime.date(2026, 3, 6),
        "words": "We talked about the mornings.",
    }
    note = OversightNote(family=family, written_by=by, written_at=timezone.now(), **said | fields)
    note.save_by(by=by, reason=REASON)
    return note


def make_audit(family: Family, by: User, **fields: Any) -> CaseAudit:
    """An audit that nobody has done yet."""
    today = timezone.localdate()
    audit = CaseAudit(family=family, auditor=by, **{"drawn_on": today, "due_on": today} | fields)
    audit.save_by(by=by, reason=REASON)
    return audit


def make_hand_over(involvement: Involvement, by: User, **fields: Any) -> HandOver:
    """A step down to a school."""
    said = {
        "direction": "step_down", "handed_on": ENDED, "organisation": "Example Primary", "reasons": "Mornings are calm",
        "passed_on": "The plan", "family_view": "agrees", "wall": involvement.wall,
    }  # fmt: skip
    given = HandOver(
        family=involvement.family,
        involvement=involvement,
        written_by=by,
        written_at=timezone.now(),
        **said | fields,
    )
    given.save_by(by=by, reason=REASON)
    return given


def make_closed_work(family: Family, team: Team, **fields: Any) -> Involvement:
    """Targeted support that a team gave and ended."""
    work = Involvement(
        family=family, service=make_service("Targeted family support", "targeted_support"), team=team,
        started_on=BEGAN, ended_on=ENDED, end_reason="needs_met", **fields,
    )  # fmt: skip
    work.save_by(by=None, reason=REASON)
    return work
