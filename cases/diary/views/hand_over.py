"""Giving everything that somebody had to do to a colleague, because they leave or are away for long."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.diary.actions.tasks import HandedOver, work_hand_over
from cases.diary.forms.tasks import HandOverForm
from cases.diary.models import Task, Visit
from cases.diary.queries import colleagues, workers_ever
from cases.families.views.editing import form_arguments
from cases.families.views.objects import note_list


@requires(Permission.WORK_ALLOCATE, FORM)
def hand_over(request: StaffRequest, worker_id: uuid.UUID) -> HttpResponse:
    """Their open tasks and coming visits, for the families this manager sees, go to one colleague with a reason."""
    user, today = request.user, timezone.localdate()
    worker = get_object_or_404(workers_ever(user), pk=worker_id)
    tasks = list(Task.objects.visible_to(user).to_do().filter(owner=worker).select_related("family"))
    visits = list(Visit.objects.visible_to(user).of([worker.pk]).coming(today).select_related("family"))
    form = HandOverForm(workers=colleagues(user, today).exclude(pk=worker.pk), **form_arguments(request))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        told = work_hand_over(of=worker, tasks=tasks, visits=visits, to=to, by=user, reason=form.reason)
        messages.success(request, _said(told))
        return redirect("diary:team_tasks")
    note_list(request, {row.family_id for row in (*tasks, *visits)})
    context = {"form": form, "worker": worker, "tasks": tasks, "visits": visits, "today": today}
    return render(request, "diary/hand_over.html", context)


def _said(told: HandedOver) -> str:
    tasks = "1 task" if told.tasks == 1 else f"{told.tasks} tasks"
    visits = "1 visit" if told.visits == 1 else f"{told.visits} visits"
    said = f"{tasks} and {visits} handed over"
    return f"{said}. {told.left} could not be: the colleague may not see the family" if told.left else said
