"""A pack with everything held back left out: one shape for the JSON file and the PDF. Nothing here asks a database."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from privacy.grounds import FACTS, Ground
from privacy.redaction.files.flatten import with_black
from privacy.redaction.models import Passage
from privacy.redaction.models.passage import Standing
from privacy.redaction.output.glossary import glossary_of
from privacy.redaction.passages import WHOLE_ITEM
from privacy.redaction.rules.replay import NOTHING, Stands

MARK = "[held back"
HELD = "Held back"


def mark_of(ground: str) -> str:
    """What stands in the gap; it says why unless that would do the harm."""
    told = FACTS[ground].told if ground in FACTS else ""
    return f"{MARK}: {told}]" if told else f"{MARK}]"


def shown(passage: Passage, stands: Stands) -> str:
    """The words of a passage as they go out. Undecided is held back: what is forgotten never leaves."""
    if stands.state not in (Standing.OPEN, Standing.WORDS):
        return mark_of(stands.cuts[0][1] if stands.cuts else "")
    gaps = [(int(at[0]), int(at[1]), ground) for at, ground in stands.cuts if len(at) == 2]
    gaps += [(start, end, Ground.NEVER.value) for start, end in passage.never]
    parts, at = [], 0
    for start, end, ground in sorted(gaps):
        if start >= at:
            parts += [passage.text[at:start], mark_of(ground)]
        at = max(at, end)
    return "".join([*parts, passage.text[at:]])


def redacted(
    frame: Mapping[str, Any],
    sections: Sequence[Mapping[str, Any]],
    passages: Iterable[Passage],
    stands: Mapping[int, Stands],
    images: Mapping[str, bytes] | None,
) -> dict[str, Any]:
    """The whole pack as it goes out. ``images`` are the flat pictures by their keys; ``None`` leaves them out."""
    by_item: dict[int, list[Passage]] = {}
    grounds: Counter[str] = Counter()
    for passage in passages:
        by_item.setdefault(passage.item, []).append(passage)
        grounds.update(_grounds(passage, stands.get(passage.number, NOTHING)))
    told, number = [], 0
    for section in sections:
        items = []
        for item in section["items"]:
            items.append(_item(item, by_item.get(number, []), stands, images))
            number += 1
        told.append({**section, "items": items})
    contents = {**frame, "held_back": _in_general(grounds), "sections": told}
    return {**contents, "glossary": glossary_of(told)}


def _grounds(passage: Passage, stands: Stands) -> Iterable[str]:
    if passage.never and stands.state in (Standing.OPEN, Standing.WORDS):
        yield Ground.NEVER
    for _, ground in stands.cuts:
        yield ground


def _in_general(grounds: Counter[str]) -> list[str]:
    """What was held back, in words that tell nothing of it."""
    told: Counter[str] = Counter()
    for ground, times in grounds.items():
        told[FACTS[ground].told or "for a reason that we may not tell you here"] += times
    return [
        f"{_places(times)}: {words}"
        for words, times in sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _places(times: int) -> str:
    return "In 1 place" if times == 1 else f"In {times:,} places"


def _item(
    item: Mapping[str, Any],
    passages: list[Passage],
    stands: Mapping[int, Stands],
    images: Mapping[str, bytes] | None,
) -> dict[str, Any]:
    states = [stands.get(passage.number, NOTHING) for passage in passages]
    if passages and all(state.state not in (Standing.OPEN, Standing.WORDS) for state in states):
        ground = next((state.cuts[0][1] for state in states if state.cuts), "")
        return {"fields": [[HELD, mark_of(ground)]], "versions": []}
    places: dict[str, list[Passage]] = {}
    for passage in passages:
        places.setdefault(passage.place, []).append(passage)
    if WHOLE_ITEM in places:
        return {"fields": [list(field) for field in item["fields"]], "versions": []}
    kept: dict[str, Any] = {
        "fields": _fields(item["fields"], "", places, stands),
        "versions": [
            {
                **version,
                "why": _text(version["why"], places.get(f"v{number}.why", []), stands),
                "fields": _fields(version["fields"], f"v{number}.", places, stands),
            }
            for number, version in enumerate(item["versions"])
        ],
    }
    if pictures := item.get("pictures"):
        kept["pictures"] = [
            _page(page, places[f"p{number}"][0], stands, images) for number, page in enumerate(pictures)
        ]
    return kept


def _fields(
    fields: Sequence[Sequence[str]],
    before: str,
    places: Mapping[str, list[Passage]],
    stands: Mapping[int, Stands],
) -> list[list[str]]:
    return [
        [label, _text(text, places.get(f"{before}f{number}"), stands)]
        for number, (label, text) in enumerate(fields)
    ]


def _text(text: str, passages: list[Passage] | None, stands: Mapping[int, Stands]) -> str:
    """A value with each passage as it stands; a value that was never made a passage does not go out."""
    if not passages:
        return ""
    parts, at = [], 0
    for passage in passages:
        parts += [text[at : passage.start], shown(passage, stands.get(passage.number, NOTHING))]
        at = passage.end
    return "".join([*parts, text[at:]])


def _page(
    page: Mapping[str, str],
    passage: Passage,
    stands: Mapping[int, Stands],
    images: Mapping[str, bytes] | None,
) -> dict[str, Any]:
    state = stands.get(passage.number, NOTHING)
    if state.state not in (Standing.OPEN, Standing.WORDS):
        mark = mark_of(state.cuts[0][1] if state.cuts else "")
        return {"label": page["label"], "held_back": mark, "image": ""}
    areas = areas_of(passage, state)
    if images is None:
        return {"label": page["label"], "held_back": "", "image": ""}
    image = with_black(images[page["picture"]], areas)
    kept = "data:image/jpeg;base64," + base64.b64encode(image).decode()
    return {"label": page["label"], "held_back": f"{len(areas)} places" if areas else "", "image": kept}


def areas_of(passage: Passage, stands: Stands) -> list[tuple[float, float, float, float]]:
    """The areas of a page that are painted over."""
    cut = [tuple(at) for at, _ in stands.cuts if len(at) == 4]
    return [*cut, *(tuple(area) for area in passage.never)]
