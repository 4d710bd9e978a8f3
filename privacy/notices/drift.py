"""Does a notice say what the portal does? The one check behind ``manage.py check``, publishing and the live version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from privacy.codes import NoticeCode
from privacy.notices.content import KINDS, SECTION_OF, Content, codes_listed
from privacy.notices.uses import Use

MOST_PLACES = 3

KIND_WORDS = {
    "categories": "kind of information",
    "purposes": "purpose",
    "bases": "lawful basis",
    "laws": "law",
    "recipients": "recipient",
    "rights": "right",
    "periods": "retention rule",
}


@dataclass(frozen=True)
class Difference:
    """A code that the notice and the code do not agree about."""

    page: NoticeCode
    kind: str
    code: str
    is_listed: bool
    line: str
    """The line of the notice, or the section where it is missing."""
    places: tuple[str, ...]
    """Where it is used; empty for one that nothing uses."""

    def __str__(self) -> str:
        what = f"{KIND_WORDS[self.kind]} “{self.code}”"
        if self.is_listed:
            return (
                f"The notice “{self.page}” lists the {what} ({self.line}), and nothing in the portal uses it."
            )
        more = len(self.places) - MOST_PLACES
        told = "; ".join(self.places[:MOST_PLACES]) + (f"; and {more} more places" if more > 0 else "")
        return f"The notice “{self.page}” does not list the {what} {self.line}. It is used by {told}."


def drift(content: Content, uses: Iterable[Use]) -> list[Difference]:
    """What one page leaves out though the portal uses it, then what it lists though nothing does."""
    page = NoticeCode(content["page"])
    used: dict[tuple[str, str], list[str]] = defaultdict(list)
    for use in uses:
        if use.page is page:
            used[use.kind, str(use.code)].append(use.place)
    listed = codes_listed(content)
    headings = {section["code"]: section["heading"] for section in content["sections"]}
    missing = [
        Difference(page, kind, code, False, _where(kind, headings), tuple(dict.fromkeys(places)))
        for (kind, code), places in used.items()
        if (kind, code) not in listed
    ]
    unused = [
        Difference(page, kind, code, True, f"in “{heading}”: “{words}”", ())
        for (kind, code), (heading, words) in listed.items()
        if (kind, code) not in used
    ]
    order = list(KINDS)
    return sorted(missing, key=lambda found: order.index(found.kind)) + unused


def _where(kind: str, headings: dict[str, str]) -> str:
    heading = headings.get(SECTION_OF[kind].value)
    return f"in “{heading}”" if heading else "and has no section for it"
