"""Taking a merge apart: every step of the journal backwards, or none of them."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from accounts.models import User
from cases.families.merging.actions.carry_out import AT_ONCE, AT_THE_END
from cases.families.merging.actions.journal import row_put, row_take
from cases.families.merging.models import Merge, MergeState, MergeStep, Refusal, StepKind
from cases.families.merging.rules.kinds import kind_of
from cases.families.merging.rules.obstacles import refusal_for
from cases.families.merging.rules.since import PASSING, changed_since
from cases.families.merging.rules.values import given_back

CLASH = "Something written since then does not go together with the two records as they were."


@transaction.atomic
def unmerge_carry_out(*, merge_id: uuid.UUID, at: datetime.datetime) -> None:
    """Give back both records as they were, or write down what stands in the way. Safe to run twice."""
    waiting = Merge.objects.select_for_update(skip_locked=True, of=("self",))
    merge: Merge | None = waiting.filter(pk=merge_id, state=MergeState.UNMERGE_ASKED).first()
    if merge is None or merge.undo_by is None:
        return
    leader = kind_of(merge).model.objects.select_for_update(of=("self",)).get(pk=merge.stays_id)
    steps = list(merge.steps.order_by("-position"))
    refusal = refusal_for([leader], merge.undo_by, at)
    obstacles = [] if refusal else changed_since(steps)
    if not refusal and not obstacles:
        try:
            with transaction.atomic():
                _undo(steps, merge.undo_by, f"Two records taken apart again: {merge.undo_reason}")
        except (IntegrityError, ProtectedError):
            obstacles = [CLASH]
    if refusal or obstacles:
        merge.state, merge.refusal = MergeState.DONE, refusal or Refusal.LATER
        merge.obstacles, merge.undo_by, merge.undo_reason = obstacles, None, ""
    else:
        merge.state, merge.undone_at = MergeState.UNDONE, at
    merge.save_by(by=None, reason="Could not be taken apart" if merge.refusal else "Taken apart")


def _undo(steps: list[MergeStep], by: User, reason: str) -> None:
    for step in steps:
        model: Any = apps.get_model(step.model)
        if step.kind == StepKind.REMOVED:
            row_put(model(**given_back(model, step.before)), None, by=by, reason=reason)
            continue
        row = model._base_manager.filter(pk=step.key).first()
        if step.kind == StepKind.MADE:
            if row is not None:
                row_take(row, by=by, reason=reason)
            continue
        if row is None and step.model in PASSING:
            continue
        before = given_back(model, step.before)
        for name, value in before.items():
            setattr(row, name, value)
        row_put(row, before, by=by, reason=reason)
    with connection.cursor() as cursor:
        cursor.execute(f"{AT_ONCE}; {AT_THE_END}")
