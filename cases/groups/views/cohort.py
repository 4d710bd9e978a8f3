"""One group: who takes part, who waits, its sessions, and how many came."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.groups.models import Session, State
from cases.groups.models.enrolment import ENDED
from cases.groups.rules import Rate, may_move, may_take_register, rate_of
from cases.groups.views.objects import attendances_in, cohort_of, enrolments_in, note_names

NOBODY_YET = "Nobody yet. Put somebody down from their family’s page, or from a register when they come."
OVER = "Nobody. The group is over."


@requires(Permission.GROUP_VIEW, READ)
def cohort_page(request: StaffRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """Everything about one run on one page. Counts are of the people its reader sees."""
    cohort, today = cohort_of(request, cohort_id), timezone.localdate()
    people = list(enrolments_in(request, cohort))
    note_names(request, people)
    taking_part = [row for row in people if row.state == State.ENROLLED]
    waiting = sorted(
        (row for row in people if row.state == State.WAITING), key=lambda row: (row.asked_at, row.pk)
    )
    sessions, whole = _sessions(request, cohort)
    context = {
        "cohort": cohort,
        "taking_part": [(row, Rate(row.came, row.expected)) for row in taking_part],
        "waiting": waiting,
        "ended": [(row, Rate(row.came, row.expected)) for row in people if row.state in ENDED],
        "nobody": OVER if all(row["session"].happens_on < today for row in sessions) else NOBODY_YET,
        "free": max(0, cohort.capacity - len(taking_part)),
        "sessions": sessions,
        "whole": whole,
        "may_run": request.user.can(Permission.GROUP_RUN),
    }
    return render(request, "groups/cohort.html", context)


def _sessions(request: StaffRequest, cohort: Any) -> tuple[list[dict[str, Any]], Rate]:
    marks: dict[uuid.UUID, list[str]] = defaultdict(list)
    for line in attendances_in(request, cohort):
        marks[line.session_id].append(line.mark)
    today = timezone.localdate()
    rows = Session.objects.visible_to(request.user).filter(cohort=cohort).select_related("moved_to")
    told = [
        {
            "session": row,
            "rate": rate_of(marks[row.pk]),
            "may_take": may_take_register(row, today),
            "may_move": may_move(row),
        }
        for row in rows
    ]
    whole = rate_of(mark for found in marks.values() for mark in found)
    return told, whole
