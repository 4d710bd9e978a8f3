"""The details between which a manager chooses, and the other name of a person that is kept as an alias."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cases.families.models import Family, Person

Details = dict[str, tuple[str, tuple[str, ...]]]

OF_A_PERSON: Details = {
    "given_name": ("First names", ("given_name",)),
    "family_name": ("Last name", ("family_name",)),
    # How well a date is known belongs to the date.
    "birth": ("Date of birth", ("birth_date_kind", "date_of_birth")),
    "date_of_death": ("Date of death", ("date_of_death",)),
}
OF_A_FAMILY: Details = {"name": ("Family name", ("name",))}
"""By detail: what it is called, and the fields it is made of. The reference is always the leader's."""

DETAILS: Details = OF_A_PERSON | OF_A_FAMILY


def details_of(record: Person | Family) -> Details:
    """The details that records of this kind have."""
    return OF_A_FAMILY if isinstance(record, Family) else OF_A_PERSON


def differing(one: Person | Family, other: Person | Family) -> list[str]:
    """Details in which two records differ."""
    return [
        name
        for name, (_, fields) in details_of(one).items()
        if _values(one, fields) != _values(other, fields)
    ]


def suggested(leader: Person | Family, other: Person | Family) -> list[str]:
    """Details the leader does not have and the other record does: better taken than left."""
    return [
        name for name in differing(leader, other) if _is_empty(leader, name) and not _is_empty(other, name)
    ]


def chosen(leader: Person | Family, other: Person | Family, taken: Collection[str]) -> dict[str, Any]:
    """The leader's fields that change when these details are taken from the other record."""
    fields = [field for name in taken if name in details_of(leader) for field in DETAILS[name][1]]
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


def _values(record: Person | Family, fields: tuple[str, ...]) -> list[Any]:
    return [getattr(record, field) for field in fields]


def _is_empty(record: Person | Family, name: str) -> bool:
    return getattr(record, DETAILS[name][1][-1]) in (None, "")
