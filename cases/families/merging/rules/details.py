"""The details of a person between which a manager chooses, and the other name that is kept as an alias."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cases.families.models import Person

DETAILS: dict[str, tuple[str, tuple[str, ...]]] = {
    "given_name": ("First names", ("given_name",)),
    "family_name": ("Last name", ("family_name",)),
    # How well a date is known belongs to the date.
    "birth": ("Date of birth", ("birth_date_kind", "date_of_birth")),
    "date_of_death": ("Date of death", ("date_of_death",)),
}
"""By detail: what it is called, and the fields it is made of. The reference is always the leader's."""


def differing(one: Person, other: Person) -> list[str]:
    """Details in which two records differ."""
    return [name for name, (_, fields) in DETAILS.items() if _values(one, fields) != _values(other, fields)]


def suggested(leader: Person, other: Person) -> list[str]:
    """Details the leader does not have and the other record does: better taken than left."""
    return [
        name for name in differing(leader, other) if _is_empty(leader, name) and not _is_empty(other, name)
    ]


def chosen(leader: Person, other: Person, taken: Collection[str]) -> dict[str, Any]:
    """The leader's fields that change when these details are taken from the other record."""
    fields = [field for name in taken if name in DETAILS for field in DETAILS[name][1]]
    return {
        field: getattr(other, field) for field in fields if getattr(other, field) != getattr(leader, field)
    }


def names_to_keep(
    leader: Person, other: Person, changes: dict[str, Any], aliases: Collection[str]
) -> list[str]:
    """Names of either record that the joined one no longer bears: kept as other names, so that search finds them."""
    joined = " ".join(
        str(changes.get(name, getattr(leader, name))) for name in ("given_name", "family_name")
    ).strip()
    known = {joined.casefold(), *(alias.casefold() for alias in aliases)}
    return [
        name for name in dict.fromkeys([leader.full_name, other.full_name]) if name.casefold() not in known
    ]


def _values(person: Person, fields: tuple[str, ...]) -> list[Any]:
    return [getattr(person, field) for field in fields]


def _is_empty(person: Person, name: str) -> bool:
    return getattr(person, DETAILS[name][1][-1]) in (None, "")
