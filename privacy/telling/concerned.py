"""Whom a new version concerns, and what in it concerns them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cases.families.models import Address, Person, Phone
from privacy.notices.content import Content

OWN_NOTICE_FROM = 12
"""Younger children are told through their parents."""

TOUCHING = ("purposes", "recipients")


@dataclass(frozen=True)
class Concerned:
    """Somebody with open work, and everything that decides how they may be told. ``repr`` names nobody."""

    person: Person = field(repr=False)
    family: UUID
    is_restricted: bool
    wall: str
    """The wall that all their open work stands behind; empty where some of it is in sight."""
    has_confidential: bool
    """Whether any way to find them is, or was, kept from named people."""
    phones: Sequence[Phone] = field(repr=False)
    addresses: Sequence[Address] = field(repr=False)
    broken: Collection[UUID] = ()


def touches(before: Content | None, after: Content) -> list[str]:
    """What a version changes that people have to be told about: purposes, recipients, or new kinds of information."""
    if before is None:
        return []
    words = {"purposes": "why we use information", "recipients": "who we share it with"}
    found = [words[kind] for kind in TOUCHING if _items(before, kind) != _items(after, kind)]
    if _codes(after, "categories") - _codes(before, "categories"):
        found.append("what we hold")
    return found


def _items(content: Content, kind: str) -> list[dict[str, str]]:
    groups = (group for section in content["sections"] for group in section["lists"])
    return [item for group in groups if group["kind"] == kind for item in group["items"]]


def _codes(content: Content, kind: str) -> set[str]:
    return {item["code"] for item in _items(content, kind)}
