"""The pack as PDF/UA: whatever people write must come out, and nothing they write is markup."""

import io
from typing import Any

import pypdf
import pytest

from privacy.pack.document import pack_pdf


def pack_of(text: str) -> dict[str, Any]:
    item = {"fields": [["What happened", text], ["When", "3 May 2024"], ["Place", "At home"]], "versions": []}
    return {
        "title": "Information we hold about Robin Example",
        "organisation": "A council",
        "reference": "DR-1",
        "mark": "Official – sensitive",
        "opening": ["You asked."],
        "about": [{"heading": "Why we need it", "lines": ["We use it:"], "items": ["To help"]}],
        "sections": [
            {"title": "Contacts", "items": [item], "withheld": [["Address", "It is a safe address"]]}
        ],
    }


def words(document: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages).split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Zoë O’Brien — naïve café",
        "#strong[x] $x^2$ <label> @ref *bold* _it_",
        "= Not a heading",
        "// no comment",
    ],
)
def test_what_people_write_comes_out_as_they_wrote_it(text: str) -> None:
    assert text in words(pack_pdf(pack_of(text)))


@pytest.mark.parametrize(
    ("text", "printed"), [("a\ue123b", "a[U+E123]b"), ("a\x0bb\x00c", "a[U+000B]b[U+0000]c")]
)
def test_a_letter_no_font_has_is_named_and_stops_nothing(text: str, printed: str) -> None:
    assert printed in words(pack_pdf(pack_of(text)))


def test_a_script_is_printed_where_there_is_a_font_for_it_and_named_where_there_is_none() -> None:
    printed = words(pack_pdf(pack_of("中")))
    assert ("中" in printed) != ("[U+4E2D]" in printed)


def test_the_pack_has_a_title_a_language_tags_and_says_what_is_held_back() -> None:
    document = pack_pdf(pack_of("Plain words"))
    reader = pypdf.PdfReader(io.BytesIO(document))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "/StructTreeRoot" in root
    assert reader.metadata
    assert reader.metadata.title == "Information we hold about Robin Example"
    assert "Held back: Address. It is a safe address." in words(document)
    assert "When: 3 May 2024; Place: At home" in words(document)
