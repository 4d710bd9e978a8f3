"""Setting a pack as PDF/UA-1 with typst. Text goes in as JSON data, never as markup, so no note can inject any."""

import functools
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("pack.typ")
SHORT, LINE = 60, 95  # characters that fit beside others, and on a line
SURE_BLOCKS = 0x250  # Latin with all its accents as used in Western Europe; anything later is tried first


def pack_pdf(pack: Mapping[str, Any]) -> bytes:
    """The pack as one tagged PDF. Raises ``typst.TypstError`` when it cannot be set."""
    sections = [
        {**section, "items": [_laid_out(item) for item in section["items"]]} for section in pack["sections"]
    ]
    return _compiled(TEMPLATE.read_bytes(), _printable({**pack, "sections": sections}))


def _laid_out(item: Mapping[str, Any]) -> dict[str, Any]:
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


def _compiled(source: bytes, data: Any) -> bytes:
    written = json.dumps(data, ensure_ascii=False)
    made = typst.compile(source, format="pdf", sys_inputs={"data": written}, pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise TypeError("typst gave pages apart, a PDF was expected")
    return made


def _printable(value: Any) -> Any:
    """The same data with every character that no font here can draw written as its number, such as [U+4E2D].

    PDF/UA refuses a page with a missing letter; the JSON beside it keeps the character itself.
    """
    if isinstance(value, str):
        return "".join(map(_drawn, value)) if not value.isascii() or _has_controls(value) else value
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value


def _has_controls(text: str) -> bool:
    return any(ord(character) < 0x20 and character not in "\n\t" for character in text)


@functools.cache
def _drawn(character: str) -> str:
    if character in "\n\t":
        return character
    if unicodedata.category(character).startswith("C"):
        return f"[U+{ord(character):04X}]"
    if ord(character) < SURE_BLOCKS:
        return character
    try:
        _compiled(b'#set document(title: "x")\n#json(bytes(sys.inputs.data))', character)
    except typst.TypstError:
        return f"[U+{ord(character):04X}]"
    return character
