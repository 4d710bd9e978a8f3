"""What was written since a merge that would be lost if it were taken apart."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from accounts.walls import has_wall
from cases.families.merging.models import MergeStep, StepKind
from cases.families.merging.rules.plan import FAMILY_MOVES, MOVES
from cases.families.merging.rules.values import kept

UNSAID = "A record that may not be shown here was changed or removed."
PLANNED = (*MOVES, *FAMILY_MOVES)
OFFICE = {line.model for line in PLANNED if line.is_office}
SHOWN = {line.model for line in PLANNED} - OFFICE | {"families.Person", "families.Family"}
PASSING = {line.model for line in PLANNED if line.is_passing}

Key = tuple[str, uuid.UUID]


def changed_since(steps: Iterable[MergeStep]) -> list[str]:
    """In words, each row that is no longer as the merge left it; none when it can be taken apart."""
    left: dict[Key, dict[str, Any]] = {}
    gone: dict[Key, MergeStep] = {}
    made: set[Key] = set()
    for step in sorted(steps, key=lambda step: step.position):
        key = (step.model, step.key)
        if step.kind == StepKind.REMOVED:
            gone[key] = step
            left.pop(key, None)
            continue
        if step.kind == StepKind.MADE:
            made.add(key)
        left.setdefault(key, {}).update(step.after)
    words = [_about(key, after, is_made=key in made) for key, after in left.items()]
    words += [UNSAID for model, key in gone if _row(model, key) is not None]
    return sorted({word for word in words if word})


def _about(key: Key, after: dict[str, Any], *, is_made: bool) -> str:
    row = _row(*key)
    if row is None:
        return "" if is_made or key[0] in PASSING else _said(key[0], None, "was removed")
    now = kept(row, after)
    changed = [name for name, value in after.items() if now[name] != value]
    if not changed:
        return ""
    names = ", ".join(str(row._meta.get_field(name).verbose_name) for name in changed)
    return _said(key[0], row, f"was changed: {names}")


def _said(model: str, row: Any, what: str) -> str:
    if model not in SHOWN or (row is not None and has_wall(type(row)) and row.wall):
        return UNSAID
    name = str(apps.get_model(model)._meta.verbose_name)
    return f"{name[:1].upper()}{name[1:]} {what}."


def _row(model: str, key: uuid.UUID) -> Any:
    return apps.get_model(model)._base_manager.filter(pk=key).first()
