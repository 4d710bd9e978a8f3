"""Getting the words back out of what was set: the contents of the JSON file and the text layer of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pypdfium2


def printed_text(document: bytes) -> str:
    """All words of a PDF, its title and author too, with single spaces."""
    with pypdfium2.PdfDocument(document) as opened:
        told = [*opened.get_metadata_dict().values()]
        told += [page.get_textpage().get_text_bounded() for page in opened]
    return plain(" ".join(told))


def texts_of(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Place, label and text of each value."""
    for number, (label, text) in enumerate(item["fields"]):
        yield f"f{number}", label, text
    for version_number, version in enumerate(item["versions"]):
        yield f"v{version_number}.why", "why it was changed", version["why"]
        for number, (label, text) in enumerate(version["fields"]):
            yield f"v{version_number}.f{number}", label, text


def strings_in(value: Any) -> Iterator[str]:
    """Every text in contents, whatever it stands in; pictures are no text."""
    if isinstance(value, str):
        yield "" if value.startswith("data:image/") else value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)


def is_covered(area: Sequence[float], areas: Iterable[Sequence[float]]) -> bool:
    """Whether the middle of a word is painted over."""
    across, down = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in areas)


def plain(text: str) -> str:
    """With single spaces, so that line breaks of a PDF make no difference."""
    return " ".join(text.split())
