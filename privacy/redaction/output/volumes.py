"""Laying a very large answer out in volumes: each is a PDF of its own with its tags, for joining them would lose these.

Where a volume ends depends on the records alone, so that the log gives the same volumes again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MOST = (
    1_000  # records in a volume: some two hundred pages, which a phone still opens and a printer still binds
)
PICTURE = 5  # a page of a document counts as so many records: it fills a page by itself
KEPT_ON_EACH = ("title", "organisation", "reference", "mark", "made_on")


def volumes_of(contents: Mapping[str, Any], most: int = 0) -> list[dict[str, Any]]:
    """The contents of each volume in its order; the letter and all that explains the records stand in the first."""
    parts = list(_parts(contents["sections"], most or MOST))
    listed = [_told(number, sections) for number, sections in enumerate(parts, 1)] if len(parts) > 1 else []
    return [
        {
            **(contents if number == 1 else {name: contents[name] for name in KEPT_ON_EACH}),
            "sections": sections,
            "volume": number,
            "volumes": listed,
        }
        for number, sections in enumerate(parts, 1)
    ]


def said_besides(volumes: list[dict[str, Any]]) -> Iterator[str]:
    """What volumes print more than one document would: the list of volumes, and titles of what goes on in the next."""
    yield from volumes[0]["volumes"]
    for volume in volumes[1:]:
        yield volume["title"]
        for section in volume["sections"]:
            if section["first"]:
                yield from [section["title"]] * 2


def _parts(sections: list[Mapping[str, Any]], most: int) -> Iterator[list[dict[str, Any]]]:
    volume: list[dict[str, Any]] = []
    room = most
    for section in sections:
        items, of = section["items"], len(section["items"])
        part = {**section, "items": [], "first": 0, "of": of}
        for number, item in enumerate(items):
            weight = 1 + PICTURE * len(item.get("pictures", ()))
            if room < weight and room < most:
                # What is said after the last record of a section stays for its end.
                yield [*volume, {**part, "withheld": []}] if part["items"] else volume
                volume, room = [], most
                part = {**section, "items": [], "first": number, "of": of}
            part["items"].append(item)
            room -= weight
        volume.append(part)
    yield volume


def _told(number: int, sections: list[dict[str, Any]]) -> str:
    filled = [section for section in sections if section["items"]]
    if not filled:
        return f"Volume {number}"
    first, last = filled[0], filled[-1]
    return (
        f"Volume {number}: from {first['title']}, {first['first'] + 1} of {first['of']},"
        f" to {last['title']}, {last['first'] + len(last['items'])} of {last['of']}"
    )
