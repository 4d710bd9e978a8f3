"""Every table as it stands, to compare before and after."""

from typing import Any

from django.apps import apps

from tests.database import as_owner

OWN_BUSINESS = {"merging.Merge", "merging.MergeStep"}


def everything() -> dict[str, dict[Any, dict[str, Any]]]:
    """Each row of each model but versions and merges, by model and key."""
    with as_owner():
        return {
            model._meta.label: {row["pk"]: row for row in model._base_manager.values("pk", *_columns(model))}
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed
            and not hasattr(model, "instance_type")
            and model._meta.label not in OWN_BUSINESS
        }


def _columns(model: Any) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def differences(before: Any, after: Any) -> list[str]:
    """In words, which rows are not the same."""
    found = []
    for model in before:
        for key in before[model].keys() | after[model].keys():
            old, new = before[model].get(key), after[model].get(key)
            if old != new:
                found.append(f"{model} {key}: {old} is now {new}")
    return found
