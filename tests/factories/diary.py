"""Tasks and visits of made-up families."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.diary.models import Task, Visit
from cases.families.models import Family
from tests.factories.families import REASON


def make_task(family: Family, owner: User, **fields: Any) -> Task:
    """Something its owner has to do today."""
    said: dict[str, Any] = {"what": "Ring the school", "due_on": timezone.localdate(), "given_by": owner}
    task = Task(family=family, owner=owner, given_at=timezone.now(), **said | fields)
    task.save_by(by=owner, reason=REASON)
    return task


def make_visit(family: Family, worker: User, **fields: Any) -> Visit:
    """A visit at home today, from ten until eleven."""
    said: dict[str, Any] = {
        "visit_on": timezone.localdate(),
        "starts_at": datetime.time(10),
        "ends_at": datetime.time(11),
        "place": "home",
        "planned_by": worker,
    }
    visit = Visit(family=family, worker=worker, planned_at=timezone.now(), **said | fields)
    visit.save_by(by=worker, reason=REASON)
    return visit
