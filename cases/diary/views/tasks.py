"""Lists of tasks, one's own and the team's; giving one, changing it, ticking it off."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.diary.actions.tasks import task_change, task_done, task_give, task_reopen
from cases.diary.forms.tasks import ChangeTaskForm, ReopenTaskForm, TaskForm
from cases.diary.models import Task
from cases.diary.queries import who_may_take
from cases.diary.rules import When, by_when
from cases.diary.sources import task_source
from cases.families.models import Family
from cases.families.queries import wall_of_work
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, note_list

MOST = 100
TITLES = {
    When.OVERDUE: "Overdue",
    When.TODAY: "Today",
    When.WEEK: "Later this week",
    When.LATER: "After this week",
}
PLACES = {"mine": "diary:tasks", "team": "diary:team_tasks", "home": "home"}
"""Lists that a task can be ticked off on, and that its writer comes back to."""


@requires(Permission.TASK_KEEP, READ)
def mine(request: StaffRequest) -> HttpResponse:
    """My tasks by when they are due."""
    rows = Task.objects.visible_to(request.user).to_do().filter(owner=request.user)
    return _list(request, rows, place="mine")


@requires(Permission.TASK_KEEP, READ)
def team(request: StaffRequest) -> HttpResponse:
    """Tasks of everybody in my teams, and of whoever has left, for families I see."""
    rows = Task.objects.visible_to(request.user).to_do().of_teams(request.user, timezone.localdate())
    return _list(request, rows, place="team")


def _list(request: StaffRequest, rows: QuerySet[Any], *, place: str) -> HttpResponse:
    today = timezone.localdate()
    found: list[Any] = list(rows.with_owner(today)[: MOST + 1])  # type: ignore[attr-defined]
    shown = found[:MOST]
    note_list(request, {task.family_id for task in shown})
    owners = {task.owner: task.owner_is_here for task in shown if task.owner_id != request.user.pk}
    leads = place == "team" and request.user.can(Permission.WORK_ALLOCATE)
    context = {
        "sections": [(TITLES[where], tasks) for where, tasks in by_when(shown, today).items() if tasks],
        "place": place,
        "today": today,
        "is_cut": len(found) > MOST,
        "most": MOST,
        "gone": [owner for owner, is_here in owners.items() if leads and not is_here],
        "here": [owner for owner, is_here in owners.items() if leads and is_here],
    }
    return render(request, "diary/tasks.html", context)


@requires(Permission.TASK_KEEP, FORM)
def add(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Write down a task for a family by hand."""
    return _add(request, family_looked_at(request, family_id, Look.CHANGE), {}, about="")


@requires(Permission.TASK_KEEP, FORM)
def add_from(request: StaffRequest, family_id: uuid.UUID, source: str, record_id: uuid.UUID) -> HttpResponse:
    """Write down a task that comes from a record, such as a contact; the task leads back to it."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    kind = task_source(source)
    record = kind.found(family, record_id, request.user) if kind else None
    if record is None:
        raise Http404
    return _add(request, family, {"source": source, "source_key": record_id}, about=f"From: {record}")


def _add(request: StaffRequest, family: Family, origin: dict[str, Any], *, about: str) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    task = Task(family=family, owner=user, **origin)
    owners = who_may_take(family, wall_of_work(user, family.pk), user, today)
    form = TaskForm(instance=task, owners=owners, **form_arguments(request))
    return edit_page(
        request,
        form,
        save=lambda: task_give(task=form.instance, at=timezone.now(), by=user),
        back=reverse("diary:family", args=[family.pk]),
        heading="Add a task",
        caption=str(family),
        button="Add the task",
        said="Task added",
        about=about,
    )


@requires(Permission.TASK_KEEP, FORM)
def change(request: StaffRequest, family_id: uuid.UUID, task_id: uuid.UUID) -> HttpResponse:
    """Change the words, give it to somebody else or set another date, with a reason."""
    family, task = _found(request, family_id, task_id)
    if task.is_done:
        messages.info(request, "This task is done already. Nothing was changed")
        return redirect("diary:family", family.pk)
    owners = who_may_take(family, task.wall, request.user, timezone.localdate())
    form = ChangeTaskForm(instance=task, owners=owners, **form_arguments(request, task))
    return edit_page(
        request,
        form,
        save=lambda: task_change(
            task=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=reverse("diary:family", args=[family.pk]),
        heading="Change the task",
        caption=str(family),
        said="Task changed",
    )


@requires(Permission.TASK_KEEP, POST)
def done(request: StaffRequest, family_id: uuid.UUID, task_id: uuid.UUID) -> HttpResponse:
    """Tick a task off; whoever works with the family may, and the file says who did."""
    family, task = _found(request, family_id, task_id)
    if task_done(task=task, at=timezone.now(), by=request.user):
        messages.success(request, "Task done")
    else:
        messages.info(request, "This task was done already. Nothing was changed")
    place = PLACES.get(request.POST.get("place", ""))
    return redirect(place) if place else redirect("diary:family", family.pk)


@requires(Permission.TASK_KEEP, FORM)
def again(request: StaffRequest, family_id: uuid.UUID, task_id: uuid.UUID) -> HttpResponse:
    """Put a task that was ticked off back on the list, with a reason."""
    family, task = _found(request, family_id, task_id)
    if not task.is_done:
        messages.info(request, "This task is on the list already. Nothing was changed")
        return redirect("diary:family", family.pk)
    form = ReopenTaskForm(**form_arguments(request, task))
    return edit_page(
        request,
        form,
        save=lambda: task_reopen(
            task=task, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=reverse("diary:family", args=[family.pk]),
        heading="Put the task back on the list",
        caption=str(family),
        button="Put it back",
        said="The task is to be done again",
        about=task.what,
    )


def _found(request: StaffRequest, family_id: uuid.UUID, task_id: uuid.UUID) -> tuple[Family, Task]:
    family = family_looked_at(request, family_id, Look.CHANGE)
    task: Task = get_object_or_404(Task.objects.visible_to(request.user), pk=task_id, family=family)
    return family, task
