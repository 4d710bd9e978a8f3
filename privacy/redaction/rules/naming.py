"""Finding names in words, and what must never be told wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
SUBJECT = "s"
"""The code of the person the pack is about."""
PERSON_WORDS = re.compile(
    r"\b(?:(?:half|step)[- ]?)?(?:brothers?|sisters?|siblings?|dad|daddy|father|mum|mummy|mother|parents?|partner|ex"
    r"|boyfriend|girlfriend|husband|wife|neighbours?|nan|nana|gran|grandad|grandmother|grandfather|uncle|aunt|auntie"
    r"|cousins?|friends?)\b",
    re.IGNORECASE,
)


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
        told = "|".join(map(_flexible, sorted(self.codes, key=lambda name: (-len(name), name))))
        self._pattern = re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if told else None

    def found_in(self, text: str) -> list[tuple[int, int, str]]:
        """Where each name stands, and the name in small letters."""
        if self._pattern is None or not text:
            return []
        found = []
        for match in self._pattern.finditer(text):
            name = " ".join(match.group().lower().split())
            if name in ALSO_WORDS and match.group().islower():
                continue
            found.append((*match.span(), name))
        return found

    def about(self, text: str) -> set[str]:
        """Codes of those named."""
        return {code for _, _, name in self.found_in(text) for code in self.codes[name]}


def names_of(given: str, family: str, others: Iterable[str]) -> list[str]:
    """Every way somebody may be named: whole, by each first name, by the last name, by nicknames."""
    firsts = [part for part in re.split(r"[\s]+", given) if len(part) >= SHORTEST]
    told = [f"{given} {family}".strip(), given, *firsts, family]
    if firsts:
        told.append(f"{firsts[0]} {family}".strip())
    for other in others:
        told += [other, f"{other} {family}"] if " " not in other else [other]
    kept = (" ".join(name.split()) for name in told)
    return list(dict.fromkeys(name for name in kept if len(name) >= SHORTEST))


def secrets_pattern(secrets: Sequence[str]) -> re.Pattern[str] | None:
    """What finds each of these texts whatever its spaces, commas and capitals; a number also without its +44."""
    parts = sorted(
        {_secret(secret) for secret in secrets if secret.strip()}, key=lambda part: (-len(part), part)
    )
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def spans(pattern: re.Pattern[str] | None, text: str) -> list[list[int]]:
    """Where it is found."""
    return [list(found.span()) for found in pattern.finditer(text)] if pattern and text else []


def _secret(secret: str) -> str:
    digits = re.sub(r"\D", "", secret)
    if re.fullmatch(r"[+\d\s()-]{8,}", secret.strip()):
        local = digits[2:] if digits.startswith("44") else digits.lstrip("0")
        between = r"[\s()-]*".join(local)
        return rf"(?<!\d)(?:\+?44[\s()-]*0?[\s()-]*|0[\s()-]*){between}(?!\d)"
    words = r"[\s,]*".join(map(re.escape, re.findall(r"[^\s,]+", secret)))
    return rf"(?<!\w){words}(?!\w)"


def _flexible(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
