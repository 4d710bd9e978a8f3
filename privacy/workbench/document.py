"""A letter as PDF and as a Word file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from govuk.pdf import pdf_of
from privacy.workbench.rules.letters import blocks

TEMPLATE = Path(__file__).with_name("letter.typ")


def letter_pdf(
    *, title: str, body: str, to: str, reference: str, organisation: str, on: datetime.date
) -> bytes:
    """One tagged PDF. Raises ``typst.TypstError`` when it cannot be set."""
    data: Mapping[str, Any] = {
        "title": title, "to": to.splitlines(), "reference": reference, "organisation": organisation,
        "on": f"{on:%-d %B %Y}", "blocks": [{"kind": kind, "lines": lines} for kind, lines in blocks(body)],
    }  # fmt: skip
    return pdf_of(TEMPLATE, data)


def letter_docx(
    *, title: str, body: str, to: str, reference: str, organisation: str, on: datetime.date
) -> bytes:
    """The same words for a word processor, for instance to set them in large print."""
    word_file = Document()
    word_file.core_properties.title = title
    word_file.core_properties.author = organisation
    word_file.add_paragraph(f"{organisation}\n{on:%-d %B %Y}\n{reference}")
    word_file.add_paragraph(to)
    word_file.add_heading(title, level=1)
    for kind, lines in blocks(body):
        if kind == "heading":
            word_file.add_heading(lines[0], level=2)
        elif kind == "bullets":
            for line in lines:
                word_file.add_paragraph(line, style="List Bullet")
        else:
            word_file.add_paragraph("\n".join(lines))
    written = BytesIO()
    word_file.save(written)
    return written.getvalue()
