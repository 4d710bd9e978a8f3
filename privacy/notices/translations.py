"""All texts of a draft in one language: what each says in English, what it says now, and what a file brings."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govuk.spreadsheets import as_cell
from privacy.codes import NoticeCode
from privacy.notices.content import texts
from privacy.notices.draft import draft_content
from privacy.notices.models import TranslatedText

COLUMNS = ("Key (do not change)", "English (do not change)", "Translation")


@dataclass(frozen=True)
class Part:
    """One text of the draft. ``text`` is empty where nothing counts: nobody translated it, or the English has changed
    since, and then ``before`` is what was said of the older English."""

    key: str
    english: str
    text: str = ""
    before: str = ""

    @property
    def mark(self) -> str:
        """Stands for what a translator saw; another one means that somebody changed either text meanwhile."""
        said = "\0".join((self.english, self.text, self.before))
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def parts_of(page: NoticeCode, language: str) -> list[Part]:
    """Every text of the draft in the order of the page."""
    rows = {row.key: row for row in TranslatedText.objects.filter(page=page, language=language)}
    return [_part(key, english, rows.get(key)) for key, english in texts(draft_content(page)).items()]


def _part(key: str, english: str, row: TranslatedText | None) -> Part:
    if row is None:
        return Part(key, english)
    return (
        Part(key, english, text=row.text) if row.english == english else Part(key, english, before=row.text)
    )


def csv_lines(parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    """The lines of the file that a translator fills in."""
    return [COLUMNS, *((part.key, part.english, part.text) for part in parts)]


class UnreadableFileError(Exception):
    """The file is not one of ours; the message says what to do, for whoever sent it."""


def read_csv(content: bytes, parts: Sequence[Part]) -> dict[str, str]:
    """The translations a file brings, by key; raises ``UnreadableFileError``. Lines left empty bring none."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise UnreadableFileError(
            "The selected file must be a CSV file in UTF-8. Save it again as “CSV UTF-8” and try again"
        ) from None
    english: Mapping[str, str] = {part.key: part.english for part in parts}
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 2):
        key, said, text = (*line, "", "", "")[:3]
        if not text.strip():
            continue
        if key not in english or _plain(said) != _plain(as_cell(english[key])):
            raise UnreadableFileError(
                f"Line {number} of the file is not a text of this draft, or its English has changed. Download the file"
                " again and put the translations into the new one"
            )
        found[key] = text.removeprefix("'") if as_cell(text.removeprefix("'")) == text else text
    return found


def _plain(words: str) -> str:
    """Words without what a spreadsheet program does to line breaks."""
    return " ".join(words.split())
