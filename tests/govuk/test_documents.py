"""Files as answers: told by their content, refused when they are two things at once or more than they say."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from govuk.documents import DocumentField
from govuk.forms import Form

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
DAMAGED = "The selected file is damaged or is not what its name says"
WRONG = "The selected file must be a PDF, Word document (DOCX), JPG or PNG"


def png() -> bytes:
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    packed = (struct.pack(">I", len(data)) + kind + data for kind, data in parts)
    sums = (struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(part + check for part, check in zip(packed, sums, strict=True))


def docx(parts: Mapping[str, bytes] | None = None, *, kind: str = MAIN, comment: bytes = b"") -> bytes:
    kinds = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    held = {"[Content_Types].xml": kinds.encode(), "word/document.xml": b"<w/>", **(parts or {})}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in held.items():
            archive.writestr(name, content)
    return packed.getvalue()


def lying_about_its_size() -> bytes:
    """A part that says it is ten bytes long and unpacks to a megabyte."""
    honest = docx({"word/media/x.xml": b"0" * 1_000_000})
    return honest.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10))


class Send(Form):
    """A form with one file."""

    letter = DocumentField(label="Letter", at_most=1024 * 1024)


def sent(content: bytes, name: str) -> Send:
    return Send(
        {}, {"letter": SimpleUploadedFile(name, content, content_type="text/html")}
    )  # what it says of itself


def complaint(content: bytes, name: str) -> str:
    form = sent(content, name)
    assert not form.is_valid()
    return str(form.errors["letter"][0])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "a.pdf"),
        (PDF, "A.PDF"),
        (JPG, "a.jpg"),
        (JPG, "a.jpeg"),
        (png(), "a.png"),
        (docx(), "Robin’s letter.docx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_what_its_name_says_is_taken_whole(content: bytes, name: str) -> None:
    form = sent(content, name)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["letter"].read() == content


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF, "a.docx"), (PDF, "a.jpg"), (PDF, "a"), (PDF, "a.pdf.exe"), (JPG, "a.png"),
        (b"MZ\x90\0" + b"\0" * 99, "a.pdf"),
        (b"<html><script>alert(1)</script></html>", "a.pdf"), (b"x" + PDF, "a.pdf"), (b"words", "a.pdf"),
        (docx(), "a.docm"),
        (docx(), "a.zip"), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"), (b"GIF89a" + b"\0" * 20, "a.gif"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_of_another_kind_than_its_name_says_is_refused(content: bytes, name: str) -> None:
    assert complaint(content, name) == WRONG


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PDF + docx(), "a.pdf"),
        (JPG + docx(), "a.jpg"),
        (docx(comment=b"<script>alert(1)</script>"), "a.docx"),
        (docx()[:-10], "a.docx"),
        (docx()[:4] + b"PADDING!" + docx(), "a.docx"),
        (lying_about_its_size(), "a.docx"),
    ],
    ids=["PDF and ZIP", "JPG and ZIP", "a comment", "cut off", "something before it", "a lie about its size"],
)
def test_a_file_that_is_two_things_at_once_or_broken_is_refused(content: bytes, name: str) -> None:
    assert complaint(content, name) == DAMAGED


def test_a_plain_archive_named_like_a_letter_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    assert complaint(packed.getvalue(), "a.docx") == DAMAGED


def test_a_file_that_unpacks_without_end_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx({"word/media/x.xml": b"0" * 30_000_000})
    assert len(bomb) < 100_000

    def never(*args: Any) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "testzip", never)
    assert complaint(bomb, "a.docx") == "The selected file is too big when it is unpacked"


@pytest.mark.parametrize(
    "content",
    [docx(kind=MACROS), docx({"word/vbaProject.bin": b"x"}), docx({"word/activeX/activeX1.xml": b"<x/>"})],
    ids=["by its kind", "by its parts", "controls"],
)
def test_a_letter_with_macros_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert complaint(content, "a.docx") == "The selected file must not contain macros"


def test_an_empty_a_big_and_a_missing_file_are_told_apart() -> None:
    assert complaint(b"", "a.pdf") == "The selected file is empty"
    assert complaint(PDF + b" " * 1024 * 1024, "a.pdf") == "The selected file must be smaller than 1MB"
    assert (
        complaint(PDF, "a" * 200 + ".pdf") == "The name of the selected file must be 200 characters or fewer"
    )
    missing = Send({}, {})
    assert missing.errors["letter"] == ["Select letter"]


def test_the_page_offers_the_kinds_and_ties_the_error_to_the_input() -> None:
    drawn = sent(b"words", "a.pdf").as_p()
    assert 'accept=".pdf,.docx,.jpg,.jpeg,.png"' in drawn
    assert 'class="govuk-file-upload govuk-file-upload--error"' in drawn
