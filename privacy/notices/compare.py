"""Two versions of a notice side by side, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.translation import get_language_info

from privacy.notices.content import Content


class Change(StrEnum):
    """What happened to a line, in the word that stands before it."""

    SAME = "Not changed"
    ADDED = "Added"
    REMOVED = "Removed"


@dataclass(frozen=True)
class Line:
    """One line of a notice: the part it stands in, and its words."""

    part: str
    words: str


@dataclass(frozen=True)
class ComparedLine:
    """A line and what happened to it."""

    change: Change
    words: str


@dataclass(frozen=True)
class ComparedPart:
    """A part of the page with each line that was added or removed, and how many stayed as they were."""

    name: str
    lines: tuple[ComparedLine, ...]
    same: int

    @property
    def is_changed(self) -> bool:
        """Whether any line of it was added or removed."""
        return bool(self.lines)


def lines(content: Content) -> list[Line]:
    """Every line a reader may meet, translations and easy read included, with the part it stands in."""
    found = [
        Line("Top of the page", f"Council: {content['organisation']['name']}"),
        Line("Top of the page", f"Service: {content['organisation']['service_name']}"),
        Line("Top of the page", f"Title: {content['title']}"),
        *(Line("Top of the page", words) for words in _split(content["lead"])),
    ]
    for section in content["sections"]:
        name = section["heading"]
        found += [Line(name, f"Heading: {name}"), *(Line(name, words) for words in _split(section["body"]))]
        found += [Line(name, f"Easy read: {words}") for words in _split(section["easy_read"])]
        for group in section["lists"]:
            found += [Line(name, f"Listed: {_joined(item)}") for item in group["items"]]
        for contact in section["contacts"]:
            told = [contact["email"], *contact["phones"], contact["website"], *contact["address"]]
            found.append(Line(name, f"Contact: {_joined(contact)} {', '.join(filter(None, told))}"))
    for language, texts in content["translations"].items():
        part = f"In {get_language_info(language)['name']}"
        found += [Line(part, words) for text in texts.values() for words in _split(text)]
    return found


def compared(before: Content | None, after: Content) -> list[ComparedPart]:
    """Each part of both, in the order of the later one; what was removed stands where it was."""
    old, new = lines(before) if before else [], lines(after)
    changes = list(_changes(old, new))
    names = list(dict.fromkeys([*(line.part for line in new), *(line.part for line in old)]))
    return [_part(name, changes) for name in names]


def _part(name: str, changes: list[tuple[Change, Line]]) -> ComparedPart:
    here = [(change, line) for change, line in changes if line.part == name]
    told = tuple(ComparedLine(change, line.words) for change, line in here if change is not Change.SAME)
    return ComparedPart(name, told, sum(change is Change.SAME for change, _ in here))


def _changes(old: list[Line], new: list[Line]) -> Iterator[tuple[Change, Line]]:
    for deed, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if deed == "equal":
            yield from ((Change.SAME, line) for line in new[start:end])
        else:
            yield from ((Change.REMOVED, line) for line in old[first:last])
            yield from ((Change.ADDED, line) for line in new[start:end])


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _joined(item: dict[str, str]) -> str:
    return f"{item['title']}. {item['detail']}".strip(". ") + "."
