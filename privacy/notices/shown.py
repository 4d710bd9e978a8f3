"""A version as a page draws it, in one language: what nobody translated is in English and marked as such."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language_info

from privacy.codes import NoticeCode, Section
from privacy.notices.content import Content
from privacy.notices.models import ENGLISH


class Text(str):
    """Words with the language they are in."""

    language: str

    def __new__(cls, words: str, language: str = ENGLISH) -> Self:
        """The words, which know their language from then on."""
        text = super().__new__(cls, words)
        text.language = language
        return text


@dataclass(frozen=True)
class Item:
    """One thing a section lists."""

    code: str
    title: Text
    detail: Text


@dataclass(frozen=True)
class ItemList:
    """A list in a section, under its own heading if it has one."""

    items: tuple[Item, ...]
    heading: Text

    @property
    def is_described(self) -> bool:
        """Whether every item needs its sentence, so that the two stand side by side."""
        return all(item.detail for item in self.items)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a bullet list when there are bullets."""

    text: Text
    bullets: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Someone to turn to."""

    title: Text
    detail: Text
    email: str
    phones: tuple[str, ...]
    website: str
    address: tuple[str, ...]

    @property
    def website_name(self) -> str:
        """The address of the website as people say it, without https."""
        return self.website.removeprefix("https://").removeprefix("http://").rstrip("/")

    @property
    def callable_phones(self) -> tuple[tuple[str, str], ...]:
        """Each number as written, and as a phone dials it."""
        return tuple((phone, phone.replace(" ", "")) for phone in self.phones)


@dataclass(frozen=True)
class PublishedSection:
    """One section of a page, with what it lists and whom to write to."""

    code: Section
    heading: Text
    blocks: tuple[Block, ...]
    easy_read: tuple[Text, ...]
    lists: tuple[ItemList, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Council:
    """The council as the version names it."""

    name: str
    service_name: str


@dataclass(frozen=True)
class Language:
    """A language a version can be read in."""

    code: str
    name: str
    direction: str

    @classmethod
    def of(cls, code: str) -> Language:
        """The language with its own name for itself. Raises ``KeyError`` for one Django does not know."""
        known = get_language_info(code)
        return cls(code, str(known["name_local"]).capitalize(), "rtl" if known["bidi"] else "ltr")


@dataclass(frozen=True)
class PublishedNotice:
    """A whole page, ready to be drawn."""

    code: NoticeCode
    title: Text
    lead: Text
    version: int | None
    changed_on: datetime.date
    changed_words: Text
    organisation: Council
    language: Language
    languages: tuple[Language, ...]
    labels: Mapping[str, Text]
    sections: tuple[PublishedSection, ...]


def languages_of(content: Content) -> tuple[Language, ...]:
    """English, and each language somebody translated something into."""
    return tuple(Language.of(code) for code in [ENGLISH, *sorted(content["translations"])])


def shown(
    content: Content, *, number: int | None, effective_from: datetime.date, language: str = ENGLISH
) -> PublishedNotice:
    """The content as a page; a language it has not been translated into gives the English page."""
    words = _Words(content, language if language in content["translations"] else ENGLISH)
    return PublishedNotice(
        code=NoticeCode(content["page"]),
        title=words.text("title", content["title"]),
        lead=words.text("lead", content["lead"]),
        version=number,
        changed_on=effective_from,
        changed_words=_day(effective_from, words.language),
        organisation=Council(**content["organisation"]),
        language=Language.of(words.language),
        languages=languages_of(content),
        labels={name: words.text(f"labels.{name}", label) for name, label in content["labels"].items()},
        sections=tuple(words.section(section) for section in content["sections"]),
    )


def _day(day: datetime.date, language: str) -> Text:
    """The day in the words of the language, as Django knows its months."""
    with translation.override(language):
        return Text(date_format(day, "j E Y"), language)


class _Words:
    """Puts the words of one language in place, and English where there are none."""

    def __init__(self, content: Content, language: str) -> None:
        self.language = language
        self.found: Mapping[str, str] = content["translations"].get(language, {})

    def text(self, key: str, english: str) -> Text:
        return Text(self.found[key], self.language) if key in self.found else Text(english)

    def section(self, section: dict[str, Any]) -> PublishedSection:
        here = f"sections.{section['code']}"
        body = self.text(f"{here}.body", section["body"])
        easy_read = self.text(f"{here}.easy_read", section["easy_read"])
        return PublishedSection(
            code=Section(section["code"]),
            heading=self.text(f"{here}.heading", section["heading"]),
            blocks=tuple(_block(part, body.language) for part in _paragraphs(body)),
            easy_read=tuple(Text(line, easy_read.language) for line in _lines(easy_read)),
            lists=tuple(self._list(group) for group in section["lists"]),
            contacts=tuple(self._contact(contact) for contact in section["contacts"]),
        )

    def _list(self, group: dict[str, Any]) -> ItemList:
        kind = group["kind"]
        items = tuple(
            Item(
                item["code"],
                self.text(f"{kind}.{item['code']}.title", item["title"]),
                self.text(f"{kind}.{item['code']}.detail", item["detail"]),
            )
            for item in group["items"]
        )
        return ItemList(items, self.text(f"lists.{kind}", group["heading"]))

    def _contact(self, contact: dict[str, Any]) -> Contact:
        here = f"contacts.{contact['code']}"
        return Contact(
            title=self.text(f"{here}.title", contact["title"]),
            detail=self.text(f"{here}.detail", contact["detail"]),
            email=contact["email"],
            phones=tuple(contact["phones"]),
            website=contact["website"],
            address=tuple(contact["address"]),
        )


def _paragraphs(body: str) -> list[str]:
    return [part.strip() for part in body.split("\n\n") if part.strip()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _block(paragraph: str, language: str) -> Block:
    lines = _lines(paragraph)
    if all(line.startswith("- ") for line in lines):
        bullets = tuple(Text(line.removeprefix("- "), language) for line in lines)
        return Block(Text("", language), bullets)
    return Block(Text(paragraph, language))
