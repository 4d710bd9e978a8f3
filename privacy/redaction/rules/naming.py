"""Finding names in words: whole, by first or last name, by initials, nicknames and names of before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# Names that are also words: found only where they are written as names.
WORDS = """
abel amber april art august autumn bay bill blue bob bunny carol chance charity chase cherry chip christian clay cliff
crystal dale daisy dawn dean destiny dot drew eden eve faith fern flora forest frank gay gene ginger glen grace grant
guy hazel heath heather holly honey honour hope hunter iris ivy jack jade jasmine jay jewel joy june justice kit lance
lark lily link lock love lucky mark mason max may melody mercy merry miles myrtle nick norm olive page paris pat
patience pearl penny peter piper poppy prince queenie rain ray red reed rich rob robin rock rose rowan ruby rusty sage
sandy serenity sky skip star sterling stone storm summer sunny sue teddy terry tom trinity troy victor violet wade ward
will willow winter woody young child person baby example
"""
ALSO_WORDS = frozenset(WORDS.split())
SHORTEST = 2
SHORTEST_WITH_S = 4  # letters; "Barnabys bag" is Barnaby's, but "Als" is no Al
WORD = re.compile(r"[^\W_]+")
APART = re.compile(r"[\s'’-]{1,3}")
AFTER_INITIAL = re.compile(r"\.?\s{0,2}")
SUBJECT = "s"
"""The code of the person the pack is about."""


class _Way(NamedTuple):
    """One name: the words after its first, whether the last may have an s, and the name in small letters."""

    rest: tuple[str, ...]
    name: str


class Names:
    """The names of people by their codes, found in any text."""

    def __init__(self, people: Iterable[Mapping[str, Any]]) -> None:
        self.codes: dict[str, set[str]] = {}
        for person in people:
            for name in person["names"]:
                self.codes.setdefault(name.lower(), set()).add(person["code"])
        for name, codes in self.codes.items():
            if SUBJECT in codes:  # a name they share is their own
                self.codes[name] = {SUBJECT}
        self._ways: dict[str, list[_Way]] = {}
        for name in sorted(self.codes, key=lambda name: (-len(name), name)):
            for first, rest in _spellings(name):
                self._ways.setdefault(first, []).append(_Way(rest, name))

    def found_in(self, text: str) -> list[tuple[int, int, str]]:
        """Where each name stands, and the name in small letters. The longest one counts: a first name is not found
        again inside the whole one."""
        plain = plain_letters(text)
        if self._ways.keys().isdisjoint(WORD.findall(plain.lower())):
            return []
        words = [(found.start(), found.end(), found.group().lower()) for found in WORD.finditer(plain)]
        found, at = [], 0
        while at < len(words):
            way = next(
                (way for way in self._ways.get(words[at][2], ()) if _stands(way, text, words, at)), None
            )
            if way:
                found.append((words[at][0], words[at + len(way.rest)][1], way.name))
            at += 1 + len(way.rest if way else ())
        return found

    def about(self, text: str) -> set[str]:
        """Codes of those named."""
        return {code for _, _, name in self.found_in(text) for code in self.codes[name]}


def _spellings(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a name, with the s of what is theirs, and with or without the apostrophe inside it."""
    for spelling in dict.fromkeys((name, re.sub(r"['’]", "", name))):
        words = WORD.findall(plain_letters(spelling).lower())
        if words:
            yield words[0], tuple(words[1:])
            if len(words[-1]) >= SHORTEST_WITH_S:
                *most, last = words
                first, *rest = [*most, f"{last}s"]
                yield first, tuple(rest)


def _stands(way: _Way, text: str, words: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether the name stands here: all its words beside each other, and written as a name where it is a word too."""
    last = at + len(way.rest)
    if last >= len(words) or tuple(word for _, _, word in words[at + 1 : last + 1]) != way.rest:
        return False
    for (start, end, _), (after, _, _) in zip(words[at:last], words[at + 1 : last + 1], strict=True):
        apart = AFTER_INITIAL if end - start == 1 else APART
        if not apart.fullmatch(text, end, after) and not APART.fullmatch(text, end, after):
            return False
    written = text[words[at][0] : words[last][1]]
    is_initial = way.name[1:2] == " "
    return not (written.islower() and way.name in ALSO_WORDS) and not (is_initial and written[0].islower())


def plain_letters(text: str) -> str:
    """The same letters without their accents, one for one: Zoë is also written Zoe."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


def names_of(given: str, family: str, others: Iterable[str]) -> list[str]:
    """Every way somebody may be named: whole, by each first name, by the last name, by initials, by nicknames."""
    firsts = [part for part in given.split() if len(part) >= SHORTEST]
    told = [f"{given} {family}".strip(), given, *firsts, family]
    if firsts and family:
        initials = [part[0] for part in firsts]
        told += [f"{firsts[0]} {family}", f"{initials[0]} {family}"]
        told += [f"{' '.join(initials)} {family}", f"{''.join(initials)} {family}"]
    for other in others:
        told += [other, f"{other} {family}"] if " " not in other else [other]
    kept = (" ".join(name.split()) for name in told)
    return list(dict.fromkeys(name for name in kept if len(name) >= SHORTEST))
