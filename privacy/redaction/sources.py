"""What the records themselves say of a passage: whom they are about, who said it, and what kind of value it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models

from accounts.models import User
from cases.contacts.models import ContactSource
from cases.families.models import Person
from cases.referrals.models import ReferrerKind
from privacy.codes import Category
from privacy.data_map import PERSONAL
from privacy.map_entry import Personal
from privacy.models.data_request import Asker
from privacy.pack.shown import SAID, field_at, field_label
from privacy.redaction.models.passage import SaidBy

ENTRY = {entry.model: entry for entry in PERSONAL}
FREE_FROM = 150  # a shorter field holds a name or a place, no story
BY_SOURCE = {
    ContactSource.SEEN_AND_HEARD: SaidBy.PROFESSIONAL,
    ContactSource.TOLD_BY_PROFESSIONAL: SaidBy.PROFESSIONAL,
    ContactSource.TOLD_BY_FAMILY: SaidBy.FAMILY,
}
# By model: the field of the row that says who said these fields; every other one was written in our role.
TOLD: Mapping[str, tuple[str, frozenset[str]]] = {
    "contacts.Contact": ("source", frozenset({"what_happened"})),
    "referrals.Referral": (
        "referrer_kind",
        frozenset({"concerns", "asked_for", "source_text", "referrer_role", "referrer_organisation"}),
    ),
    "privacy.DataRequest": ("asked_by", frozenset({"details"})),
}
FAMILYS_OWN = frozenset({"family_view"})
NOBODYS = frozenset({"documents.Document", "documents.DocumentAbout"})


class Kind(NamedTuple):
    """Whether anything may be written in a field, whether it may name somebody of the family, whether it is staff or
    data on health."""

    is_free: bool = False
    may_name: bool = False
    is_staff: bool = False
    is_health: bool = False


OWN_WORDS = Kind(is_free=True, may_name=True)


@dataclass
class Source:
    """One kind of record: by key whom each is about and what its ``TOLD`` field says; by label what a value is."""

    model: str
    links: dict[str, set[UUID]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)

    def said_by(self, key: str, label: str) -> str:
        """Who said this value of this record."""
        name = self.names.get(label, "")
        if name in FAMILYS_OWN or label == SAID:
            return SaidBy.FAMILY
        if name in TOLD.get(self.model, ("", frozenset()))[1]:
            return _by(self.model, self.told.get(key))
        return SaidBy.UNKNOWN if self.model in NOBODYS else SaidBy.PROFESSIONAL

    def kind(self, label: str) -> Kind:
        """What a value under this label can hold."""
        return OWN_WORDS if label == SAID else self.kinds.get(label, Kind())

    def writers(self) -> set[str]:
        """Labels of the staff who wrote it."""
        return {label for label, kind in self.kinds.items() if kind.is_staff}


def sources_of(section: Mapping[str, Any]) -> dict[str, Source]:
    """The sources of every record of a section, by model."""
    keys: dict[str, list[str]] = {}
    for item in section["items"]:
        if record := item.get("record"):
            keys.setdefault(record[0], []).append(record[1])
    return {model: source_of(model, found) for model, found in keys.items()}


def linked_people(sources: Iterable[Source]) -> set[UUID]:
    """Everybody the records are about."""
    return {key for source in sources for linked in source.links.values() for key in linked}


def source_of(model: str, keys: Iterable[str]) -> Source:
    """Read once for all records of a kind."""
    entry = ENTRY[model]
    found = Source(model)
    names = [*entry.context, *(name for name in entry.category_of() if name not in entry.withheld)]
    found.names = {field_label(entry.model_class, name): name for name in names}
    of = entry.category_of()
    found.kinds = {
        label: _kind(field_at(entry.model_class, name))._replace(
            is_health=of.get(name) == Category.HEALTH_AND_DISABILITY
        )
        for label, name in found.names.items()
    }
    rows = entry.model_class._base_manager.filter(pk__in=list(keys)).order_by()
    for path in _people(entry):
        for key, person in rows.values_list("pk", path):
            if person:
                found.links.setdefault(str(key), set()).add(person)
    if model in TOLD:
        found.told = {str(key): value for key, value in rows.values_list("pk", TOLD[model][0])}
    return found


def _people(entry: Personal) -> list[str]:
    """The look-ups from a row to people; the key of a person's own row is that person."""
    own = {field.name for field in entry.model_class._meta.concrete_fields if field.related_model is Person}
    return [*dict.fromkeys([*entry.people, *sorted(own)])]


def _kind(column: Any) -> Kind:
    if isinstance(column, models.ForeignKey):
        return Kind(may_name=column.related_model is Person, is_staff=column.related_model is User)
    if isinstance(column, models.TextField | models.JSONField):
        return Kind(is_free=True, may_name=True)
    if not isinstance(column, models.CharField) or column.choices:
        return Kind()
    is_long = (column.max_length or FREE_FROM) >= FREE_FROM
    return Kind(is_free=is_long and not isinstance(column, models.EmailField), may_name=True)


def _by(model: str, told: Any) -> str:
    if model == "contacts.Contact":
        return BY_SOURCE.get(told, SaidBy.UNKNOWN)
    if model == "privacy.DataRequest":
        return SaidBy.PERSON if told == Asker.SELF else SaidBy.FAMILY
    if told == ReferrerKind.OTHER:
        return SaidBy.REFERRER
    return SaidBy.FAMILY if told == ReferrerKind.FAMILY else SaidBy.PROFESSIONAL
