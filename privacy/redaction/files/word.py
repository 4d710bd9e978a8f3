"""The words of a Word file that its reader sees: no comments, deleted or hidden words, headers of old versions."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from privacy.redaction.files.flatten import NotReadable

GONE = {qn("w:del"), qn("w:moveFrom")}
TEXT, TAB, BREAK, RUN, PARAGRAPH = qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:r"), qn("w:p")


def visible_words(content: bytes) -> str:
    """Paragraphs in their order, each on a line of its own. Raises ``NotReadable``."""
    try:
        document = docx.Document(io.BytesIO(content))
        hidden = {style.style_id for style in document.styles if _hides(style)}
        body = document.element.body
        lines = (_line(paragraph, hidden) for paragraph in body.iter(PARAGRAPH) if not _is_gone(paragraph))
        return "\n\n".join(line for line in lines if line)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise NotReadable from error


def _hides(style: Any) -> bool:
    font = getattr(style, "font", None)
    return bool(font is not None and font.hidden)


def _line(paragraph: Any, hidden: set[str]) -> str:
    if _style(paragraph.find(qn("w:pPr")), "w:pStyle") in hidden:
        return ""
    return "".join(_of_run(run) for run in paragraph.iter(RUN) if _is_seen(run, paragraph, hidden)).strip()


def _of_run(run: Any) -> str:
    parts = []
    for child in run:
        if child.tag == TEXT:
            parts.append(child.text or "")
        elif child.tag in (TAB, BREAK):
            parts.append(" ")
    return "".join(parts)


def _is_seen(run: Any, paragraph: Any, hidden: set[str]) -> bool:
    if _is_gone(run) or next(run.iterancestors(PARAGRAPH), None) is not paragraph:
        return False
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return True
    vanish = properties.find(qn("w:vanish"))
    is_hidden = vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")
    return not is_hidden and _style(properties, "w:rStyle") not in hidden


def _is_gone(element: Any) -> bool:
    return any(ancestor.tag in GONE for ancestor in element.iterancestors())


def _style(properties: Any, name: str) -> str:
    style = None if properties is None else properties.find(qn(name))
    return "" if style is None else str(style.get(qn("w:val")))
