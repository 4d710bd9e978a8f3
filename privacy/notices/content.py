"""A version of a notice as data: every word of it, frozen in one shape.

The draft in Django admin, the installed wording and each published version take this shape, so that comparing, checking
and drawing are written once. It is what ``/privacy/versions/…json`` publishes; ``schema.json`` documents it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from privacy.codes import (
    Basis,
    Category,
    ContactPoint,
    Law,
    NoticeCode,
    Period,
    Purpose,
    Recipient,
    Right,
    Section,
)
from privacy.placeholders import filled

Content = dict[str, Any]
Key = tuple[str, ...]

KINDS: Mapping[str, type[StrEnum]] = {
    "categories": Category,
    "purposes": Purpose,
    "bases": Basis,
    "laws": Law,
    "recipients": Recipient,
    "rights": Right,
    "periods": Period,
}
"""The lists of a notice by the name of their field, and the codes each may hold."""

IN_SECTION: Mapping[Section, Mapping[str, str]] = {
    Section.WHAT_WE_HOLD: {"categories": ""},
    Section.WHY: {"purposes": ""},
    Section.LAW: {"bases": "", "laws": "The main laws"},
    Section.SHARING: {"recipients": ""},
    Section.HOW_LONG: {"periods": "What has a time of its own"},
    Section.RIGHTS: {"rights": ""},
}
"""Which lists stand in which section, each with its heading."""

SECTION_OF: Mapping[str, Section] = {kind: section for section, kinds in IN_SECTION.items() for kind in kinds}

TO_TURN_TO: Mapping[Section, Sequence[ContactPoint]] = {
    Section.CHANGES: (ContactPoint.SERVICE,),
    Section.RIGHTS: (ContactPoint.INFORMATION_GOVERNANCE,),
    Section.COMPLAINTS: (ContactPoint.INFORMATION_GOVERNANCE, ContactPoint.ICO),
}
"""Whose details a section gives."""

LABELS: Mapping[str, str] = {
    "contents": "Contents",
    "version": "Version",
    "from": "From",
    "email": "Email",
    "phone": "Phone",
    "website": "Website",
    "address": "Address",
    "schedule": "See how long we keep each kind of record",
    "other_pages": "Our other pages about your information",
    "languages": "Read this in another language",
    "easy_read": "Easy read",
    "large_print": "Large print",
    "whole": "The whole notice",
    "versions": "What we said before, and what changed",
}
"""Words of the page around the notice. They are translated with it."""


class Listed(Protocol):
    """Something with a fixed code, a title and perhaps a sentence."""

    @property
    def code(self) -> Any:
        """The code."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def detail(self) -> str:
        """The sentence."""


@dataclass(frozen=True)
class Contact:
    """Someone to turn to."""

    code: str
    title: str
    detail: str
    email: str
    phones: tuple[str, ...]
    website: str
    address: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """What a version is put together from, wherever its words come from."""

    page: NoticeCode
    title: str
    lead: str
    sections: Sequence[tuple[Section, str, str, str]]
    """Code, heading, body and easy-read words of each."""
    terms: Mapping[str, Iterable[Listed]]
    contacts: Mapping[ContactPoint, Contact]
    organisation: str
    service_name: str


def put_together(source: Source) -> Content:
    """The content of a version, with the names of the council filled in, in English alone."""
    names = {"organisation": source.organisation, "service": source.service_name}
    told: Content = {
        "page": source.page.value,
        "organisation": {"name": source.organisation, "service_name": source.service_name},
        "title": source.title,
        "lead": source.lead,
        "sections": [
            {
                "code": code.value,
                "heading": heading,
                "body": body.replace("\r\n", "\n").strip(),
                "easy_read": easy_read.replace("\r\n", "\n").strip(),
                "lists": [
                    {"kind": kind, "heading": title, "items": items}
                    for kind, title in IN_SECTION.get(code, {}).items()
                    if (items := [_item(term) for term in source.terms.get(kind, ())])
                ],
                "contacts": [
                    _contact(source.contacts[point])
                    for point in TO_TURN_TO.get(code, ())
                    if point in source.contacts
                ],
            }
            for code, heading, body, easy_read in source.sections
        ],
        "labels": dict(LABELS),
        "translations": {},
    }
    said: Content = _filled(told, names)
    return said


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return filled(value, names)
    if isinstance(value, dict):
        return {key: _filled(inner, names) for key, inner in value.items()}
    return [_filled(inner, names) for inner in value]


def _item(term: Listed) -> dict[str, str]:
    return {"code": str(term.code), "title": term.title, "detail": term.detail}


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "code": contact.code,
        "title": contact.title,
        "detail": contact.detail,
        "email": contact.email,
        "phones": list(contact.phones),
        "website": contact.website,
        "address": list(contact.address),
    }


def texts(content: Content) -> dict[str, str]:
    """Every text that can be translated, in the order of the page, by a key that stays the same over the versions."""
    return {key: text for key, text in _texts(content) if text}


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    yield "title", content["title"]
    yield "lead", content["lead"]
    for section in content["sections"]:
        here = f"sections.{section['code']}"
        for part in ("heading", "body", "easy_read"):
            yield f"{here}.{part}", section[part]
        for group in section["lists"]:
            yield f"lists.{group['kind']}", group["heading"]
            for item in group["items"]:
                yield f"{group['kind']}.{item['code']}.title", item["title"]
                yield f"{group['kind']}.{item['code']}.detail", item["detail"]
        for contact in section["contacts"]:
            yield f"contacts.{contact['code']}.title", contact["title"]
            yield f"contacts.{contact['code']}.detail", contact["detail"]
    for name, label in content["labels"].items():
        yield f"labels.{name}", label


def codes_listed(content: Content) -> dict[tuple[str, str], tuple[str, str]]:
    """Each code the notice lists, by kind, with the heading of its section and the words of its line."""
    return {
        (group["kind"], item["code"]): (section["heading"], item["title"])
        for section in content["sections"]
        for group in section["lists"]
        for item in group["items"]
    }
