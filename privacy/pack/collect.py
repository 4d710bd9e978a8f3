"""Collecting one kind of record about one person, with its earlier versions, in a form that JSON and PDF share."""

from __future__ import annotations

import datetime
import itertools
import uuid
from typing import Any, NotRequired, TypedDict

from django.db import models

from accounts.models import AccessRecord, User
from cases.families.beside import said_beside
from privacy.map_entry import Personal
from privacy.pack.looks import looks_at
from privacy.pack.shown import SAID, Names, field_label, names_for, shown
from privacy.person_graph import Subject, claims_end, earlier_versions, entries, guarded_keys, rows_about

HISTORY_COLUMNS = ("history_type", "history_date", "history_user_id", "history_change_reason")
GUARDED = (
    "Some of these",
    "They are kept from named people and given to nobody but the person themselves (DPA 2018 Sch 3 Pt 3 para 11)",
)
CHANGE_WORDS = {"+": "Recorded", "~": "Changed", "-": "Removed"}


class Version(TypedDict):
    """A record as it stood after somebody recorded, changed or removed it."""

    change: str
    when: str
    who: str
    why: str
    fields: list[tuple[str, str]]


class Item(TypedDict):
    """One record: what it says now (nothing, if it was removed), and each version of it.

    ``record`` is its model and key, for whoever looks through the pack; it does not go out.
    """

    fields: list[tuple[str, str]]
    versions: list[Version]
    record: NotRequired[tuple[str, str]]


class Section(TypedDict):
    """All records of one kind, and what is held back of them with the reason."""

    title: str
    categories: list[str]
    items: list[Item]
    withheld: list[tuple[str, str]]


def pack_entries() -> list[Personal]:
    """The kinds of record a pack is made of, in the order of the data map."""
    return [entry for entry in entries() if set(entry.category_of()) - set(entry.withheld)]


def section_of(entry: Personal, subject: Subject, *, asked_by_subject: bool) -> Section:
    """Everything of one kind that is about the subject; less what is kept from named people, if another asks."""
    if entry.model_class is AccessRecord:
        return _looks_section(entry, subject)
    model = entry.model_class
    names_of_fields = [name for name in entry.category_of() if name not in entry.withheld]
    found = rows_about(entry, subject)
    history = earlier_versions(entry, found, subject)
    hidden = set() if asked_by_subject else guarded_keys(entry, found, history)
    found = found.exclude(pk__in=hidden)
    rows = {row["pk"]: row for row in found.values("pk", *entry.context, *names_of_fields)}
    versions = {} if history is None else _versions(history.exclude(id__in=hidden), names_of_fields)
    _cut(rows, versions, claims_end(entry, subject))
    everything = [*rows.values(), *(version for group in versions.values() for version in group)]
    names: Names = {
        **names_for(model, names_of_fields, everything),
        "history_user": dict(User.objects.values_list("pk", "full_name")),
    }
    items = [
        _item(model, [*entry.context, *names_of_fields], rows.get(key), versions.get(key, []), names)
        | Item(record=(entry.model, str(key)))  # type: ignore[typeddict-item] # the rest is on the left
        for key in dict.fromkeys([*rows, *versions])
    ]
    _add_said(items, subject)
    return _section(entry, items, [*_withheld(entry, found), *([GUARDED] if hidden else [])])


def _add_said(items: list[Item], subject: Subject) -> None:
    """The subject's own words beside each record they are about; what others say of it is for others to have."""
    found = [(item["record"][1], item) for item in items]
    about = {uuid.UUID(key): item for key, item in found if len(key) == len(str(subject.person))}
    for key, said in said_beside(about.keys(), None).items():
        about[key]["fields"] += [(SAID, one.words) for one in said if one.person in subject.keys]


def _cut(
    rows: dict[Any, dict[str, Any]],
    versions: dict[Any, list[dict[str, Any]]],
    ends: dict[Any, datetime.datetime],
) -> None:
    """Turn rows of a family they have left back to how they stood then, or to how they were first written down."""
    for key in ends.keys() & rows.keys() & versions.keys():
        kept = [version for version in versions[key] if version["history_date"] < ends[key]]
        versions[key] = kept or versions[key][:1]
        rows[key] |= {name: value for name, value in versions[key][-1].items() if name in rows[key]}


def _looks_section(entry: Personal, subject: Subject) -> Section:
    """Who looked, in words, once for each day, member of staff and page: a log has more rows than anybody reads."""
    return _section(entry, [Item(fields=fields, versions=[]) for fields in looks_at(entry, subject)], [])


def _section(entry: Personal, items: list[Item], withheld: list[tuple[str, str]]) -> Section:
    return Section(
        title=entry.title or str(entry.model_class._meta.verbose_name_plural).capitalize(),
        categories=sorted({category.value for category in entry.holds}),
        items=items,
        withheld=withheld,
    )


def _item(
    model: type[models.Model],
    fields: list[str],
    row: dict[str, Any] | None,
    versions: list[dict[str, Any]],
    names: Names,
) -> Item:
    return Item(
        fields=_fields(model, fields, row, names) if row else [],
        versions=[
            Version(
                change=CHANGE_WORDS[version["history_type"]],
                when=shown(User, "last_login", version["history_date"], {}),
                who=names["history_user"].get(version["history_user_id"], "The system"),
                why=version["history_change_reason"] or "",
                fields=_fields(model, fields, version, names) if _says_more(versions, number) else [],
            )
            for number, version in enumerate(versions)
        ],
    )


def _says_more(versions: list[dict[str, Any]], number: int) -> bool:
    """The newest version repeats the record itself, unless the record is gone."""
    return number < len(versions) - 1 or versions[number]["history_type"] == "-"


def _versions(history: models.QuerySet[models.Model], fields: list[str]) -> dict[Any, list[dict[str, Any]]]:
    kept = {field.name for field in history.model._meta.concrete_fields}
    rows = history.order_by("id", "history_date", "history_id").values(
        "id", *HISTORY_COLUMNS, *(name for name in fields if name in kept)
    )
    return {key: list(group) for key, group in itertools.groupby(rows, key=lambda row: row["id"])}


def _fields(
    model: type[models.Model], fields: list[str], row: dict[str, Any], names: Names
) -> list[tuple[str, str]]:
    said = (
        (field_label(model, name), shown(model, name, row[name], names)) for name in fields if name in row
    )
    return [(label, text) for label, text in said if text]


def _withheld(entry: Personal, found: models.QuerySet[models.Model]) -> list[tuple[str, str]]:
    """The fields held back, where there is something in them."""
    model = entry.model_class
    return [
        (field_label(model, name), reason)
        for name, reason in entry.withheld.items()
        if any(value not in (None, "") for value in found.values_list(name, flat=True).distinct()[:2])
    ]
