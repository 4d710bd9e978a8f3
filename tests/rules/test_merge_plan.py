"""A merge loses nothing: every link to a person, in every installed model, is in its plan."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from cases.families.merging.rules.plan import MOVES, STAYS
from cases.families.models import Person
from privacy.person_graph import entries

PLAN = "cases/families/merging/rules/plan.py"
BY_MODEL = {line.model: line for line in MOVES}


def links(everything: Any = None) -> Iterator[tuple[str, str]]:
    """Model and field of each foreign key and many-to-many to a person; versions follow their rows."""
    for model in everything or apps.get_models(include_auto_created=True):
        if hasattr(model, "instance_type"):
            continue
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if field.is_relation and field.related_model is Person:
                yield model._meta.label, field.name


def keys_without_foreign_key() -> Iterator[tuple[str, str]]:
    """Plain columns that the data map calls a way to a person."""
    for entry in entries():
        for path in entry.people:
            column = None if "__" in path else entry.model_class._meta.get_field(path)
            if isinstance(column, models.UUIDField) and not column.primary_key:
                yield entry.model, path


def declared() -> set[tuple[str, str]]:
    return {(line.model, link) for line in MOVES for link in line.links} | {
        (line.model, line.link) for line in STAYS
    }


def undeclared(everything: Any = None) -> list[tuple[str, str]]:
    return sorted({*links(everything), *keys_without_foreign_key()} - declared())


def test_every_link_to_a_person_says_what_a_merge_does_with_it() -> None:
    assert not undeclared(), f"Add a line to {PLAN} (Moves, or Stays with a reason): {undeclared()}"


def test_the_plan_names_nothing_that_is_not_there() -> None:
    there = {*links(), *keys_without_foreign_key(), ("merging.Merge", "other_id")}
    assert not declared() - there


def test_a_row_of_which_there_may_be_one_only_is_declared_so() -> None:
    """Else the merge would meet the constraint when it is too late."""
    wrong = [
        (line.model, sorted(fields), sorted(line.once))
        for line in MOVES
        for fields in unique_sets(line.model_class)
        if fields & set(line.links) and fields != set(line.once)
    ]
    assert not wrong, f"Name the fields in once=(…) of {PLAN}: {wrong}"


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


def test_a_conditional_rule_is_declared_with_its_condition() -> None:
    wrong = [
        line.model
        for line in MOVES
        for constraint in line.model_class._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and constraint.condition is not None
        and set(constraint.fields) & set(line.links)
        and not line.once_if
    ]
    assert not wrong


@pytest.mark.parametrize(
    "link",
    [
        models.ForeignKey(Person, models.PROTECT, related_name="+"),
        models.ManyToManyField(Person, related_name="+"),
    ],
)
def test_the_rule_sees_a_new_link(link: Any) -> None:
    body = {"__module__": __name__, "whom": link, "Meta": type("Meta", (), {"app_label": "texts"})}
    try:
        made = type("NobodyDeclared", (models.Model,), body)
        assert ("texts.NobodyDeclared", "whom") in undeclared([made])
    finally:
        for name in [name for name in apps.all_models["texts"] if name.startswith("nobodydeclared")]:
            del apps.all_models["texts"][name]
        apps.clear_cache()


def test_what_stays_says_why() -> None:
    assert all(len(line.why) > 20 for line in STAYS)
