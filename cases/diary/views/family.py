"""Everything to do for one family, and every visit with it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.diary.models import Task, Visit
from cases.diary.sources import record_url
from cases.diary.visits import slot_of
from cases.families.views.objects import family_looked_at

MOST = 50


@requires(Permission.TASK_KEEP, READ)
def family_page(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """What is to be done and by whom, what was done lately, visits to come and visits past."""
    family = family_looked_at(request, family_id)
    user, today, now = request.user, timezone.localdate(), timezone.now()
    tasks = Task.objects.visible_to(user).filter(family=family).with_owner(today).select_related("done_by")
    to_do = list(tasks.to_do()[:MOST])
    done = list(tasks.filter(done_at__isnull=False).order_by("-done_at", "-id")[:MOST])
    for task in (*to_do, *done):
        task.record_url = record_url(task.source, family.pk, task.source_key)
    visits = Visit.objects.visible_to(user).filter(family=family).with_recorded(user)
    visits = visits.select_related("family", "worker", "second_worker")
    context = {
        "family": family,
        "to_do": to_do,
        "done": done,
        "coming": [slot_of(visit, user, now) for visit in visits.filter(visit_on__gte=today)[:MOST]],
        "past": [
            slot_of(visit, user, now)
            for visit in visits.filter(visit_on__lt=today).order_by("-visit_on", "-starts_at", "-id")[:MOST]
        ],
        "today": today,
    }
    return render(request, "diary/family.html", context)
