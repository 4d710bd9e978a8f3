"""Laying out a pack for its PDF."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from govuk.pdf import pdf_of

TEMPLATE = Path(__file__).with_name("pack.typ")
SHORT, LINE = 60, 95  # characters that fit beside others, and on a line


def pack_pdf(pack: Mapping[str, Any]) -> bytes:
    """The pack as one tagged PDF. Raises ``typst.TypstError`` when it cannot be set."""
    sections = [
        {**section, "items": [laid_out(item) for item in section["items"]]} for section in pack["sections"]
    ]
    return pdf_of(TEMPLATE, {**pack, "sections": sections})


def laid_out(item: Mapping[str, Any]) -> dict[str, Any]:
    """A record with its answers in lines."""
    versions = [{**version, "fields": _lines(version["fields"])} for version in item["versions"]]
    return {**item, "fields": _lines(item["fields"]), "versions": versions}


def _lines(fields: Iterable[Sequence[str]]) -> list[list[Sequence[str]]]:
    """Short answers share a line, a long one has its own: a third of the pages, and easier to read."""
    lines: list[list[Sequence[str]]] = []
    for field in fields:
        is_short = len(field[0]) + len(field[1]) <= SHORT
        if is_short and lines and sum(map(_width, lines[-1])) + _width(field) <= LINE:
            lines[-1].append(field)
        else:
            lines.append([field])
    return lines


def _width(field: Sequence[str]) -> int:
    return len(field[0]) + len(field[1]) + 4
