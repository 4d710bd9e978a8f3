"""Setting a document as PDF/UA-1 with typst. Text goes in as JSON data, never as markup, so no note can inject any."""

import functools
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

SURE_BLOCKS = 0x250  # Latin with all its accents as used in Western Europe; anything later is tried first


def pdf_of(template: Path, data: Mapping[str, Any]) -> bytes:
    """A typst template that reads ``sys.inputs.data``, set as one tagged PDF. Raises ``typst.TypstError``."""
    return set_pdf(template.read_bytes(), data)


def set_pdf(source: bytes, data: Mapping[str, Any]) -> bytes:
    """The same for a template that is kept elsewhere than in a file. Raises ``typst.TypstError``."""
    return _compiled(source, _printable(data))


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
