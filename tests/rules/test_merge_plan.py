"""A merge loses nothing: every link to a person and to a family, in every installed model, is in its plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from cases.families.merging.rules.plan import FAMILY_MOVES, FAMILY_STAYS, MOVES, STAYS, Moves
from cases.families.models import Family, Person
from privacy.person_graph import entries

FILE = "cases/families/merging/rules/plan.py"


@dataclass(frozen=True)
class Plan:
    """What is declared for people or for families, and where."""

    target: Any
    paths: str  # of the data map
    moves: tuple[Moves, ...]
    stays: tuple[Any, ...]
    names: str


PLANS = (
    Plan(Person, "people", MOVES, STAYS, "MOVES or STAYS"),
    Plan(Family, "families", FAMILY_MOVES, FAMILY_STAYS, "FAMILY_MOVES or FAMILY_STAYS"),
)
plans = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.paths)


def links(plan: Plan, everything: Any = None) -> Iterator[tuple[str, str]]:
    """Model and field of each foreign key and many-to-many to a person (a family); versions follow their rows."""
    for model in everything or apps.get_models(include_auto_created=True):
        if hasattr(model, "instance_type"):
            continue
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if field.is_relation and field.related_model is plan.target:
                yield model._meta.label, field.name


def keys_without_foreign_key(plan: Plan) -> Iterator[tuple[str, str]]:
    """Plain columns that the data map calls a way to a person (a family)."""
    for entry in entries():
        for path in getattr(entry, plan.paths):
            column = None if "__" in path else entry.model_class._meta.get_field(path)
            if isinstance(column, models.UUIDField) and not column.primary_key:
                yield entry.model, path


def declared(plan: Plan) -> set[tuple[str, str]]:
    return {(line.model, link) for line in plan.moves for link in line.links} | {
        (line.model, line.link) for line in plan.stays
    }


def undeclared(plan: Plan, everything: Any = None) -> list[tuple[str, str]]:
    return sorted({*links(plan, everything), *keys_without_foreign_key(plan)} - declared(plan))


@plans
def test_every_link_says_what_a_merge_does_with_it(plan: Plan) -> None:
    missing = undeclared(plan)
    lines = "".join(f'\n    Moves("{model}", links=("{link}",)),' for model, link in missing)
    assert not missing, (
        f"When two records of these are put together, rows that name them must go along. Add to {plan.names} in"
        f" {FILE} (Stays with a reason for rows that are left as they are; once=(…) for rows that are there once"
        f" only):{lines}"
    )


@plans
def test_the_plan_names_nothing_that_is_not_there(plan: Plan) -> None:
    there = {*links(plan), *keys_without_foreign_key(plan), ("merging.Merge", "other_id")}
    assert not declared(plan) - there


@plans
def test_a_row_of_which_there_may_be_one_only_is_declared_so(plan: Plan) -> None:
    """Else the merge would meet the constraint when it is too late."""
    wrong = [
        (line.model, sorted(fields), sorted(line.once))
        for line in plan.moves
        for fields in unique_sets(line.model_class)
        if fields & set(line.links) and fields != set(line.once)
    ]
    assert not wrong, f"Name the fields in once=(…) of {FILE}: {wrong}"


def unique_sets(model: Any) -> Iterator[set[str]]:
    """Fields of which the database takes each combination once."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield {field.name}
    for names in model._meta.unique_together:
        yield set(names)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield set(constraint.fields) or {
                inner.name
                for expression in constraint.expressions
                for inner in expression.flatten()
                if isinstance(inner, models.F)
            }
        elif isinstance(constraint, ExclusionConstraint):
            yield {name for name, _ in constraint.expressions if isinstance(name, str)}


@plans
def test_a_conditional_rule_is_declared_with_its_condition(plan: Plan) -> None:
    wrong = [
        line.model
        for line in plan.moves
        for constraint in line.model_class._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and constraint.condition is not None
        and set(constraint.fields) & set(line.links)
        and not line.once_if
    ]
    assert not wrong


@plans
@pytest.mark.parametrize("field", [models.ForeignKey, models.ManyToManyField])
def test_the_rule_sees_a_new_link(plan: Plan, field: Any) -> None:
    how = {"on_delete": models.PROTECT} if field is models.ForeignKey else {}
    body = {
        "__module__": __name__,
        "whom": field(plan.target, related_name="+", **how),
        "Meta": type("Meta", (), {"app_label": "texts"}),
    }
    try:
        made = type("NobodyDeclared", (models.Model,), body)
        assert ("texts.NobodyDeclared", "whom") in undeclared(plan, [made])
    finally:
        for name in [name for name in apps.all_models["texts"] if name.startswith("nobodydeclared")]:
            del apps.all_models["texts"][name]
        apps.clear_cache()


@plans
def test_what_stays_says_why(plan: Plan) -> None:
    assert all(len(line.why) > 20 for line in plan.stays)
