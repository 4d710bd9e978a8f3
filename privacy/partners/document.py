"""Setting what a partner is given as one tagged PDF; the same contents give the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govuk.pdf import pdf_of
from privacy.models import Disclosure
from privacy.pack.contents import MARK
from privacy.partners.collect import Record, cover_of
from privacy.queries import organisation
from privacy.redaction.output.setting import drawing

TEMPLATE = Path(__file__).with_name("download.typ")


def download_pdf(disclosure: Disclosure, records: Sequence[Record], *, on: datetime.date) -> bytes:
    """The file, as it would be put together on this day. Raises ``typst.TypstError`` when it cannot be set."""
    council = organisation(on).name
    return pdf_of(
        TEMPLATE,
        {
            "title": f"Information shared by {council}",
            "organisation": council,
            "mark": MARK,
            "made_on": f"{on:%-d %B %Y}",
            "cover": [list(line) for line in cover_of(disclosure, on)],
            "records": [_told(record) for record in records],
        },
    )


def _told(record: Record) -> dict[str, Any]:
    return {
        "heading": record.heading,
        "lines": list(record.lines),
        "words": [part for part in record.words.split("\n\n") if part.strip()],
        "pictures": [
            {
                "alt": f"Page {number} of “{record.heading}”, as a picture. Ask whoever sent it to read it to you",
                "drawing": drawing(page.image),
            }
            for number, page in enumerate(record.pages, 1)
        ],
    }
