"""How a line of the data map is written, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from privacy.codes import Category

HISTORY_FIELDS = ("history_id", "history_date", "history_change_reason", "history_type", "history_user")


@dataclass(frozen=True)
class Personal:
    """A model with data about people, every field decided.

    ``holds`` gives the fields of each category of the notice; ``plain`` the ones that say nothing about anybody by
    themselves (keys, links, bookkeeping). ``withheld`` names personal fields that stay out of a subject access pack,
    each with the reason an officer can give.

    ``people`` and ``families`` are the lookups from a row to the people or families it is about; an empty pair means
    data about staff. ``family_rows`` narrows the rows that are about a family as a whole, and so about each member;
    ``dated`` is the field, or the look-up to one, that says when such a row began, because a former member has no claim
    to what came later; a row that began before and changed since is given as it stood when they left.
    ``named_by`` leads to people who are named without being on file, by columns ``given_name``, ``family_name``,
    ``date_of_birth`` and an empty ``person``: whoever bears that very name and was born on that very day is meant.
    ``by_way_of`` gives further lookups to people, each for such rows alone as its conditions say. ``context`` names
    what of the record it hangs on must be said so that a row makes sense by itself. ``guarded`` marks the rows that go
    into a pack only when the person asked themselves: a safe address is not for a parent who asks.
    """

    model: str
    holds: Mapping[Category, str]
    plain: str = ""
    people: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    family_rows: Mapping[str, Any] = field(default_factory=dict)
    dated: str = ""
    by_way_of: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    named_by: str | None = None
    context: tuple[str, ...] = ()
    guarded: Mapping[str, Any] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    title: str = ""

    @property
    def model_class(self) -> type[models.Model]:
        """The Django model."""
        return apps.get_model(self.model)

    @property
    def history_class(self) -> type[models.Model] | None:
        """The model of its earlier versions, if it keeps any."""
        manager = getattr(self.model_class, "history", None)
        return getattr(manager, "model", None)

    @property
    def is_about_staff(self) -> bool:
        """Whether the people in it are the council's own staff and nobody else."""
        return not self.people and not self.families

    def category_of(self) -> dict[str, Category]:
        """The category of each personal field."""
        return {name: category for category, names in self.holds.items() for name in names.split()}

    def decided(self) -> set[str]:
        """Every field the entry speaks of."""
        return set(self.category_of()) | set(self.plain.split())


@dataclass(frozen=True)
class Plain:
    """A model with no data about people, every field named all the same so that a new one is decided too."""

    model: str
    fields: str
    why: str

    @property
    def model_class(self) -> type[models.Model]:
        """The Django model."""
        return apps.get_model(self.model)

    def decided(self) -> set[str]:
        """Every field the entry speaks of."""
        return set(self.fields.split())


@dataclass(frozen=True)
class Grounds:
    """Why a category is held, and by which law: codes of the notice, apart by spaces."""

    purposes: str
    laws: str
    bases: str = "legal_obligation public_task"

    def codes(self) -> dict[str, list[str]]:
        """The codes by the list of the notice they stand in."""
        return {
            "purposes": self.purposes.split(),
            "laws": self.laws.split(),
            "bases": self.bases.split(),
        }


def concrete_fields(model: type[models.Model]) -> set[str]:
    """The names of a model's own columns and many-to-many links."""
    return {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
