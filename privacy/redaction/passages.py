"""Breaking a collected pack into passages, each with whom it is about, who said it and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from privacy.redaction.files.flatten import areas_of_words, page_text
from privacy.redaction.models import Passage, Picture
from privacy.redaction.models.passage import Proposal, SaidBy, Standing
from privacy.redaction.rules.naming import Names
from privacy.redaction.rules.never_told import NeverTold
from privacy.redaction.rules.proposing import HELD_BACK, Hint, Proposed, Who, proposed, spoken_of
from privacy.redaction.rules.split import pieces
from privacy.redaction.sources import Source

WHOLE_ITEM = "item"
OF_STAFF = Proposed(Proposal.OPEN, "What we did in our role")
TO_READ = Proposed("", "A page of a document: read it")


@dataclass(frozen=True)
class Value:
    """One value of a record and where it stands."""

    place: str
    label: str
    text: str
    is_free: bool
    is_named: bool
    said_by: str
    is_health: bool = False


@dataclass
class Breaker:
    """Turns sections into passages; the numbers go on from section to section."""

    review: Any
    people: Sequence[Mapping[str, Any]]
    secrets: Sequence[str]
    number: int = 0
    item: int = 0
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.people)
        self._never = NeverTold(self.secrets)
        self._who = {person["code"]: str(person["who"]) for person in self.people}
        self._code = {person["person"]: str(person["code"]) for person in self.people if person["person"]}

    def of_section(
        self, position: int, section: Mapping[str, Any], sources: Mapping[str, Source]
    ) -> Iterator[Passage]:
        """The passages of every record of a section, in their order."""
        for item in section["items"]:
            yield from self._of_item(position, section["title"], item, sources)
            self.item += 1

    def _of_item(
        self, position: int, title: str, item: Mapping[str, Any], sources: Mapping[str, Source]
    ) -> Iterator[Passage]:
        model, key = item.get("record") or ("", "")
        source = sources.get(model)
        base = {"section": position, "title": title}
        if source is None:
            said = "; ".join(f"{label}: {text}" for label, text in item["fields"])
            yield self._passage(
                Value(WHOLE_ITEM, title, said, False, False, SaidBy.PROFESSIONAL),
                0, len(said), proposal=OF_STAFF, about=set(), **base,
            )  # fmt: skip
            return
        linked = {
            self._code[str(person)] for person in source.links.get(key, ()) if str(person) in self._code
        }
        writers = source.writers()
        writer = next((text for label, text in item["fields"] if label in writers), "")
        for value in _values(item, source, key):
            yield from self.of_value(value, linked, said_name=writer[:200], **base)

    def of_value(self, value: Value, linked: set[str], **base: Any) -> Iterator[Passage]:
        """The passages of one value; what must never be told is cut as soon as it is written."""
        for start, end in pieces(value.text):
            yield self._words(value, start, end, linked, **base)

    def _words(self, value: Value, start: int, end: int, linked: set[str], **base: Any) -> Passage:
        said = value.text[start:end]
        named = self.names.about(said) if value.is_named else set()
        proposal = proposed(
            named={self._who[code] for code in named},
            linked={self._who[code] for code in linked},
            said_by=value.said_by,
            is_free=value.is_free,
            speaks_of=(spoken_of(said) if value.is_free else set())
            | ({Hint.HEALTH} if value.is_health else set()),
        )
        return self._passage(value, start, end, proposal=proposal, about=named | linked, **base)

    def _passage(
        self, value: Value, start: int, end: int, *, proposal: Proposed, about: Iterable[str], **base: Any
    ) -> Passage:
        said = value.text[start:end]
        never = self._never.spans(said)
        never_all = bool(never) and sum(last - first for first, last in never) >= len(said.strip(" .,;"))
        self.number += 1
        return Passage(
            review=self.review, number=self.number, item=self.item, place=value.place, start=start, end=end,
            label=value.label[:200], text=said, is_free=value.is_free, is_named=value.is_named,
            about=sorted(about), said_by=value.said_by, proposal=proposal.proposal, why=proposal.why[:200],
            never=never, never_all=never_all, state=Standing.CUT if never_all else "", **base,
        )  # fmt: skip

    def of_page(self, position: int, title: str, label: str, place: str, picture: Picture) -> Passage:
        """A page of a document: about whoever its words name; what must never be told is painted over."""
        said = page_text(picture.words)
        named = self.names.about(said)
        held = {self._who[code] for code in named} & HELD_BACK
        why = Proposed("", f"The page names a {Who(min(held)).label}: read it") if held else TO_READ
        passage = self._passage(
            Value(place, label, "", True, True, SaidBy.UNKNOWN), 0, 0, proposal=why, about=named,
            section=position, title=title, picture=picture,
        )  # fmt: skip
        passage.never = [list(area) for area in areas_of_words(picture.words, self._never.spans(said))]
        return passage


def _values(item: Mapping[str, Any], source: Source, key: str) -> Iterator[Value]:
    for number, (label, text) in enumerate(item["fields"]):
        yield _value(f"f{number}", label, text, source, key)
    for version_number, version in enumerate(item["versions"]):
        if version["why"]:
            why = f"{version['change']} on {version['when']}: why"
            yield Value(f"v{version_number}.why", why, version["why"], True, True, SaidBy.PROFESSIONAL)
        for number, (label, text) in enumerate(version["fields"]):
            yield _value(f"v{version_number}.f{number}", label, text, source, key)


def _value(place: str, label: str, text: str, source: Source, key: str) -> Value:
    kind = source.kind(label)
    said_by = source.said_by(key, label)
    return Value(place, label, text, kind.is_free, kind.may_name, said_by, kind.is_health)
