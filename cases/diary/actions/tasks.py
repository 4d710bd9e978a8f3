"""Giving somebody a task, changing it, doing it, and handing over everything a colleague had to do."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from cases.diary.models import Task, Visit
from cases.families.actions.rows import row_add, row_change, row_hold, row_version
from cases.families.models import Family
from cases.families.queries import wall_of_work

GIVEN, DONE = "Written down as a task", "Done"


@transaction.atomic
def task_give(*, task: Task, at: datetime.datetime, by: User) -> Task:
    """Put a task on the file, behind the wall of the work by which its writer sees the family."""
    task.given_by, task.given_at, task.wall = by, at, wall_of_work(by, task.family_id)
    return row_add(row=task, by=by, reason=GIVEN)


@transaction.atomic
def task_change(*, task: Task, version: uuid.UUID | None, by: User, reason: str) -> Task:
    """Change what is to be done, by whom or by when. Raises ``RowChanged`` when somebody was faster."""
    return row_change(row=task, version=version, by=by, reason=reason)


@transaction.atomic
def task_done(*, task: Task, at: datetime.datetime, by: User) -> bool:
    """Note that it is done; ``False`` when somebody had noted that before. Safe to be sent twice."""
    kept: Task = Task.objects.select_for_update().get(pk=task.pk)
    if kept.is_done:
        return False
    kept.done_at, kept.done_by = at, by
    kept.save_by(by=by, reason=DONE)
    return True


@transaction.atomic
def task_reopen(*, task: Task, version: uuid.UUID | None, by: User, reason: str) -> Task:
    """Take back that it is done. Raises ``RowChanged`` when somebody was faster."""
    kept = row_hold(row=task, version=version)
    kept.done_at = kept.done_by = None
    kept.save_by(by=by, reason=reason)
    return kept


@dataclass(frozen=True)
class HandedOver:
    """How much went to the new worker, and how much could not, because they may not see the family."""

    tasks: int
    visits: int
    left: int


@transaction.atomic
def work_hand_over(
    *, of: User, tasks: Iterable[Task], visits: Iterable[Visit], to: User, by: User, reason: str
) -> HandedOver:
    """Give these tasks and coming visits to a colleague, as far as the colleague sees each family."""
    rows: list[Task | Visit] = [*tasks, *visits]
    keys = {row.family_id for row in rows}
    seen = set(Family.objects.visible_to(to).filter(pk__in=keys).values_list("pk", flat=True))
    walls = {"", *to.walls()}
    may_go = [row for row in rows if row.family_id in seen and row.wall in walls]
    for row in may_go:
        _give(row, of=of, to=to)
        row_change(row=row, version=row_version(row), by=by, reason=reason)
    given = sum(isinstance(row, Task) for row in may_go)
    return HandedOver(tasks=given, visits=len(may_go) - given, left=len(rows) - len(may_go))


def _give(row: Task | Visit, *, of: User, to: User) -> None:
    """Put the new worker in the old one's place; who goes along already goes alone."""
    if isinstance(row, Task):
        row.owner = to
    elif row.worker_id == of.pk:
        row.worker = to
        row.second_worker = None if row.second_worker_id == to.pk else row.second_worker
    else:
        row.second_worker = None if row.worker_id == to.pk else to
