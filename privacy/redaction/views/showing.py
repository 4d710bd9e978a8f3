"""A passage as officers see it: its words with gaps marked, whom it is about, who said it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from privacy.grounds import FACTS, Ground
from privacy.redaction.models import Passage, Review
from privacy.redaction.models.passage import SaidBy, Standing
from privacy.redaction.queries import names_by_code

COLOURS = {"": "yellow", Standing.OPEN: "green", Standing.CUT: "red", Standing.WORDS: "orange"}


@dataclass(frozen=True)
class Piece:
    """Letters of a passage, and the ground they are held back on, if they are."""

    text: str
    ground: str = ""


@dataclass
class Shown:
    """One passage."""

    passage: Passage
    pieces: list[Piece]
    about: list[str]
    said_by: str
    state: str
    colour: str
    grounds: list[str] = field(default_factory=list)


def shown_items(review: Review, items: Iterable[list[Passage]]) -> list[list[Shown]]:
    """Records of a page."""
    names = names_by_code(review)
    return [[shown_passage(passage, names) for passage in item] for item in items]


def shown_passage(passage: Passage, names: dict[str, dict[str, str]]) -> Shown:
    """One of them."""
    about = [names[code] for code in passage.about if code in names]
    said = SaidBy(passage.said_by).label
    return Shown(
        passage=passage,
        pieces=_pieces(passage),
        about=[one["name"] if one["who"] == "subject" else f"{one['name']} ({one['who']})" for one in about],
        said_by=f"{said}: {passage.said_name}" if passage.said_name else said,
        state=Standing(passage.state).label if passage.state else "Undecided",
        colour=COLOURS[passage.state],
        grounds=[f"{Ground(cut['ground']).label} ({FACTS[cut['ground']].law})" for cut in passage.cuts],
    )


def _pieces(passage: Passage) -> list[Piece]:
    gaps = [(*cut["at"], Ground(cut["ground"]).label) for cut in passage.cuts if len(cut["at"]) == 2]
    if not passage.picture_id:
        gaps += [(start, end, Ground.NEVER.label) for start, end in passage.never]
    told, at = [], 0
    for start, end, ground in sorted(gaps):
        if start >= at:
            told += [Piece(passage.text[at:start]), Piece(passage.text[start:end], str(ground))]
        at = max(at, end)
    return [piece for piece in [*told, Piece(passage.text[at:])] if piece.text]
