"""Walls: records that being allowed to see the family is not enough for.

Youth justice and victim records need a permission of their own (Crime and Disorder Act 1998; Code of Practice for
Victims of Crime: the two sides never meet). A model says in one line which wall its rows stand behind:

    wall = WallField(default=Wall.VICTIMS)      every row of it
    wall = WallField()                          each row says so itself; "" is no wall

Everything else follows from the field: ``visible_to`` leaves the rows out, ``ProtectRows`` puts the same condition into
the policies of the table and of its history, and ``tests/rules`` finds a model that forgot.
"""

from collections.abc import Mapping
from typing import Any

from django.db import models

from accounts.permissions import Permission


class Wall(models.TextChoices):
    """What stands apart, whoever holds the family; called as the kind of service it surrounds."""

    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    VICTIMS = "victim_service", "Victims of youth crime"


PASSES: Mapping[Wall, Permission] = {
    Wall.YOUTH_JUSTICE: Permission.YOUTH_JUSTICE_VIEW,
    Wall.VICTIMS: Permission.VICTIM_VIEW,
}
"""The permission that lets somebody through each wall; nothing else does, break-glass included."""


class WallField(models.CharField):  # type: ignore[type-arg]
    """The wall a row stands behind; empty for none. Set by the action that writes the row, never typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 20, "choices": Wall.choices, "blank": True, "editable": False}
        kwargs.setdefault("default", "")
        kwargs.setdefault("db_default", kwargs["default"])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """A migration needs the default alone; the rest is always the same."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: kwargs[key] for key in kwargs if key in ("default", "verbose_name")}


def wall_condition(row: str) -> str:
    """SQL: whether the actor passes the wall of a row."""
    return f"({row}.wall = '' OR {row}.wall = ANY ((SELECT actor_walls())::text[]))"


def has_wall(model: type[models.Model]) -> bool:
    """Whether rows of this model stand behind walls."""
    return any(isinstance(field, WallField) for field in model._meta.fields)
