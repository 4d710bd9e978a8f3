"""Reading again what is about to go out: names, nicknames, cut passages, safe addresses and marks. A hit stops it.

The rule for names. Whoever is held back as a third party somewhere (and whose name nobody decided may be told) is
looked for everywhere by every name the program knows: whole, first, last and former names, nicknames, initials with a
last name, and all of these with an s of possession. Of those the requester knows anyway (parents, partner, children,
other relatives) the name alone gives nothing away, and they are looked for only where they are of the people held back
themselves. A name that somebody who is not held back bears too, such as the last name of a whole family, tells nobody
by itself: it is something to look at, counted once for all its places, and stops nothing. The same goes for the street
of a safe address without its number.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from privacy.grounds import Ground
from privacy.redaction.files.flatten import areas_of_words, page_text
from privacy.redaction.models import Passage
from privacy.redaction.models.passage import Standing
from privacy.redaction.output.read_back import is_covered, plain, printed_text, strings_in, texts_of
from privacy.redaction.output.redacted import MARK, areas_of
from privacy.redaction.rules.naming import SUBJECT, Names
from privacy.redaction.rules.never_told import NeverTold, streets_of
from privacy.redaction.rules.proposing import Who
from privacy.redaction.rules.replay import NOTHING, Stands

STORY = 25  # letters; shorter words that were cut may well stand elsewhere
FEWEST_WORDS = 5
NAME_LIKE = re.compile(r"[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)*")
KNOWN_TO_ALL = frozenset({Who.SUBJECT, Who.PROFESSIONAL, Who.PARENT, Who.PARTNER, Who.CHILD, Who.RELATIVE})


@dataclass(frozen=True)
class Hit:
    """Something that was to be held back and still is there: what, and where."""

    what: str
    place: str
    passage: int = 0
    is_look: bool = False

    def stored(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"what": self.what, "place": self.place, "passage": self.passage}


def blocking(hits: Iterable[Hit]) -> list[Hit]:
    """Those that stop a pack: what is only to be looked at does not."""
    return [hit for hit in hits if not hit.is_look]


@dataclass
class Scan:
    """What is looked for, made from the passages and what stands of them."""

    people: Sequence[Mapping[str, Any]]
    told: frozenset[str]
    secrets: Sequence[str]
    passages: Sequence[Passage]
    stands: Mapping[int, Stands]

    def __post_init__(self) -> None:
        withheld = self._withheld()
        mine = {name.lower() for one in self.people if one["code"] not in withheld for name in one["names"]}
        self.named = {one["code"]: one["name"] for one in self.people if one["code"] in withheld}
        people = [
            {**one, "names": [name for name in one["names"] if name.lower() not in mine]}
            for one in self.people
            if one["code"] in withheld
        ]
        self.names = Names(people)
        self.everybody = Names(self.people)
        self.shared = {
            name.lower(): one["name"]
            for one in self.people
            if one["code"] in withheld
            for name in one["names"]
            if name.lower() in mine
        }
        self.streets = NeverTold(streets_of(self.secrets))
        self.never = NeverTold(self.secrets)
        self.stories = {plain(p.text) for p in self.passages if self._is_cut_story(p)}
        self.words = {word for p in self.passages for word in self._cut_names(p)}

    def _withheld(self) -> set[str]:
        """People something about whom is held back as a third party's, unless their name may be told."""
        cut = {
            code
            for passage in self.passages
            for code in passage.about
            if any(ground == Ground.THIRD_PARTY for _, ground in self._stands(passage).cuts)
        }
        who = {one["code"]: one["who"] for one in self.people}
        return {
            code
            for code in cut
            if code != SUBJECT and code not in self.told and who[code] not in KNOWN_TO_ALL
        }

    def _stands(self, passage: Passage) -> Stands:
        return self.stands.get(passage.number, NOTHING)

    def _is_cut_story(self, passage: Passage) -> bool:
        is_long = len(passage.text) >= STORY and len(passage.text.split()) >= FEWEST_WORDS
        return passage.is_free and is_long and self._stands(passage).state == Standing.CUT

    def _cut_names(self, passage: Passage) -> Iterator[str]:
        for at, _ in self._stands(passage).cuts:
            if len(at) == 2 and NAME_LIKE.fullmatch(cut := passage.text[at[0] : at[1]].strip(" .,;:!?")):
                yield cut

    def of_contents(self, data: bytes) -> list[Hit]:
        """Places of the JSON file, read back, and the pages of documents."""
        contents = json.loads(data)
        found = list(self._of_sections(contents["sections"]))
        found += self._looks(contents["sections"])
        found += [
            Hit(f"A name of {self.named[code]}, who is held back elsewhere", "Where we searched")
            for text in contents.get("searched", ())
            for code in sorted(self.names.about(text))
        ]
        found += self._of_pictures()
        for text in strings_in({key: value for key, value in contents.items() if key != "sections"}):
            if self.never.spans(text):
                found.append(
                    Hit("A safe address, number or email", "The letter or what stands around the records")
                )
        return found

    def _looks(self, sections: Sequence[Mapping[str, Any]]) -> Iterator[Hit]:
        """Names that others bear too, and streets, in free words: each once, with how often it stands there."""
        first: dict[str, tuple[str, int]] = {}
        times: Counter[str] = Counter()
        for text, where, passage in self._values(sections):
            if passage is None or not passage.is_free:
                continue
            for what in self._to_look_at(text):
                first.setdefault(what, (where, passage.number))
                times[what] += 1
        for what, (where, number) in first.items():
            often = "" if times[what] == 1 else f" (and {times[what] - 1:,} more)"
            yield Hit(what, f"{where}{often}", number, is_look=True)

    def _to_look_at(self, text: str) -> set[str]:
        found = {f"The street of a safe address, “{text[a:b]}”," for a, b in self.streets.spans(text)}
        if self.shared:
            names = {name for _, _, name in self.everybody.found_in(text)} & self.shared.keys()
            found |= {f"“{name.title()}”, which is a name of {self.shared[name]} too," for name in names}
        return found

    def _of_sections(self, sections: Sequence[Mapping[str, Any]]) -> Iterator[Hit]:
        for text, where, passage in self._values(sections):
            yield from self._in(text, where, passage)

    def _values(self, sections: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, Passage | None]]:
        """Each value as it goes out, where it stands, and the first passage of it."""
        places = self._places()
        number = 0
        for section in sections:
            for count, item in enumerate(section["items"], 1):
                for place, label, text in texts_of(item):
                    yield text, f"{section['title']}, {count}: {label}", places.get((number, place))
                number += 1

    def _in(self, text: str, where: str, passage: Passage | None) -> Iterator[Hit]:
        first = passage.number if passage else 0
        if self.never.spans(text):
            yield Hit("A safe address, number or email", where, first)
        if passage is None or not passage.is_named:
            return
        for code in sorted(self.names.about(text)):
            yield Hit(f"A name of {self.named[code]}, who is held back elsewhere", where, first)
        for word in sorted(self.words):
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                yield Hit(f"“{word}”, which is cut elsewhere", where, first)
        words = plain(text) if self.stories and len(text) >= STORY else ""
        if words and any(story in words for story in self.stories):
            yield Hit("Words that are held back elsewhere", where, first)

    def _of_pictures(self) -> Iterator[Hit]:
        for passage in self.passages:
            state = self._stands(passage)
            if passage.picture is None or state.state not in (Standing.OPEN, Standing.WORDS):
                continue
            areas = areas_of(passage, state)
            words = passage.picture.words
            said = page_text(words)
            looked_for = [(f"A name of {self.named[code]}", at) for code, at in self._names_at(said)]
            looked_for += [("A safe address, number or email", at) for at in self.never.spans(said)]
            for what, at in looked_for:
                if any(not is_covered(area, areas) for area in areas_of_words(words, [at])):
                    yield Hit(what, f"{passage.title}: {passage.label}", passage.number)

    def _names_at(self, text: str) -> Iterator[tuple[str, list[int]]]:
        for start, end, name in self.names.found_in(text):
            for code in self.names.codes[name]:
                yield code, [start, end]

    def _places(self) -> dict[tuple[int, str], Passage]:
        places: dict[tuple[int, str], Passage] = {}
        for passage in self.passages:
            places.setdefault((passage.item, passage.place), passage)
        return places

    def of_documents(self, documents: Sequence[bytes], data: bytes, besides: Iterable[str] = ()) -> list[Hit]:
        """The text layer of all volumes, read back, against what the JSON file says; ``besides`` they print too."""
        printed, whole = " ".join(map(printed_text, documents)), json.loads(data)
        may_say = plain(" ".join([*self._unnamed(whole), *besides]))
        where, found = "The PDF", []
        if self.never.spans(printed):
            found.append(Hit("A safe address, number or email", where))
        for code, name in self.named.items():
            mine = Names(list(self._people_of(code)))
            if len(mine.found_in(printed)) > len(mine.found_in(may_say)):
                found.append(Hit(f"A name of {name}, who is held back elsewhere", where))
        found += [
            Hit("Words that are held back elsewhere", where) for story in self.stories if story in printed
        ]
        if printed.count(MARK) != sum(text.count(MARK) for text in strings_in(whole)):
            found.append(Hit("Not every mark of what is held back is there", where))
        return found

    def _people_of(self, code: str) -> Iterable[Mapping[str, Any]]:
        names = [name for name, codes in self.names.codes.items() if code in codes]
        return [{"code": code, "names": names}]

    def _unnamed(self, contents: Mapping[str, Any]) -> Iterator[str]:
        """What may hold a word that is also a name: dates, choices, names of staff, the notice, titles."""
        places = self._places()
        yield from strings_in({key: value for key, value in contents.items() if key != "sections"})
        number = 0
        for section in contents["sections"]:
            # The title stands over the section, over each of its records, and in the list of contents.
            yield from [section["title"]] * (len(section["items"]) + 2)
            yield from (text for held in section["withheld"] for text in held)
            for item in section["items"]:
                for place, label, text in texts_of(item):
                    yield label
                    passage = places.get((number, place))
                    if passage is None or not passage.is_named:
                        yield text
                for version in item["versions"]:
                    yield from (version["when"], version["who"])
                number += 1
