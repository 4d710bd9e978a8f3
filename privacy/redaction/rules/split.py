"""Breaking long words into passages: paragraphs, and sentences of long ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONG = 160  # a shorter value is decided as a whole
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+")


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each passage begins and ends; together they hold every letter that is no space."""
    if len(text) <= LONG and "\n" not in text.strip():
        yield _stripped(text, 0, len(text))
        return
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        if not paragraph.group().strip():
            continue
        if end - start <= LONG:
            yield _stripped(text, start, end)
            continue
        at = start
        for found in SENTENCE_END.finditer(text, start, end):
            if text[at : found.start()].strip():
                yield _stripped(text, at, found.end())
            at = found.end()
        if text[at:end].strip():
            yield _stripped(text, at, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def words_of(text: str) -> list[tuple[int, int]]:
    """Each word of a passage, for whoever picks words without a script."""
    return [found.span() for found in re.finditer(r"\S+", text)]
