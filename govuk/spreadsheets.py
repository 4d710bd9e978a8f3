"""Files for a spreadsheet program: lines of words, none of which it takes for a formula."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # or Excel takes the letters of names for others


def as_cell(words: str) -> str:
    """Words for a cell of a spreadsheet, which would run "=…" as a formula: a quote makes it text."""
    risky = words.startswith(("\t", "\r", "\n")) or words.lstrip().startswith(FORMULA_STARTS)
    return f"'{words}" if risky else words


def spreadsheet(name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A CSV file to keep. Its name says nothing of anybody."""
    response = HttpResponse(
        BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8", headers=as_file(f"{name}.csv")
    )
    csv.writer(response).writerows([as_cell(words) for words in line] for line in lines)
    return response


def as_file(name: str) -> dict[str, str]:
    """The header that makes a browser keep an answer under this name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
