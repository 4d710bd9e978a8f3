"""Documents as pixels alone: no text layer, metadata, comments, attachments or thumbnails come along.

The words of a page and where they stand are kept beside the picture, so that an officer can hold words back and the
program can look for names; they are never put into what goes out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

DOTS = 150  # an inch
LONGEST = 2200  # pixels; more shows nothing more on paper
QUALITY = 80
MOST_PIXELS = 60_000_000  # a picture that unpacks to more is no letter

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, as parts of the whole."""


class NotReadable(Exception):
    """The file cannot be drawn; an officer has to add it by hand."""


@dataclass(frozen=True)
class FlatPage:
    """One page or photo."""

    image: bytes
    width: int
    height: int
    words: list[tuple[str, *Area]] = field(default_factory=list)


def pdf_pages(content: bytes) -> Iterator[FlatPage]:
    """Each page as it looks. Raises ``NotReadable``."""
    try:
        with pypdfium2.PdfDocument(content) as document:
            document.init_forms()
            for number in range(len(document)):
                page = document[number]
                scale = min(DOTS / 72, LONGEST / max(page.get_width(), page.get_height()))
                drawn = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
                yield _flat(drawn, _words(page))
    except pypdfium2.PdfiumError as error:
        raise NotReadable from error


def picture_page(content: bytes) -> FlatPage:
    """A photo, turned as it was taken, without where and with what. Raises ``NotReadable``."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotReadable
            upright = ImageOps.exif_transpose(opened)
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright.convert("RGBA"), mask=upright.convert("RGBA").getchannel("A"))
    except (OSError, ValueError, SyntaxError) as error:
        raise NotReadable from error
    flat.thumbnail((LONGEST, LONGEST))
    return _flat(flat, [])


def with_black(image: bytes, areas: list[Area]) -> bytes:
    """The picture written anew with these areas painted over: nothing of what was there is left."""
    with Image.open(io.BytesIO(image)) as opened:
        flat = opened.convert("RGB")
    pen = ImageDraw.Draw(flat)
    for left, top, right, bottom in areas:
        box = (left * flat.width - 1, top * flat.height - 1, right * flat.width + 1, bottom * flat.height + 1)
        pen.rectangle(box, fill="black")
    return _jpeg(flat)


def _flat(image: Image.Image, words: list[tuple[str, *Area]]) -> FlatPage:
    return FlatPage(_jpeg(image), image.width, image.height, words)


def _jpeg(image: Image.Image) -> bytes:
    """Pixels through an image made from nothing, so that no profile, comment or thumbnail is carried along."""
    flat_picture = Image.new("RGB", image.size)
    flat_picture.paste(image)
    kept = io.BytesIO()
    flat_picture.save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()


def _words(page: Any) -> list[tuple[str, *Area]]:
    """Each word of the text layer and its place on the page."""
    text = page.get_textpage()
    width, height = page.get_width(), page.get_height()
    found: list[tuple[str, *Area]] = []
    word, box = "", (width, 0.0, 0.0, height)
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter.strip():
            if word:
                found.append((word, *_parts(box, width, height)))
            word, box = "", (width, 0.0, 0.0, height)
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        word += letter
        box = (min(box[0], left), max(box[1], top), max(box[2], right), min(box[3], bottom))
    if word:
        found.append((word, *_parts(box, width, height)))
    return found


def _parts(box: Area, width: float, height: float) -> Area:
    left, top, right, bottom = box
    return (
        round(max(0.0, left / width), 4),
        round(max(0.0, 1 - top / height), 4),
        round(min(1.0, right / width), 4),
        round(min(1.0, 1 - bottom / height), 4),
    )


def areas_of_words(words: list[Any], spans: list[list[int]]) -> list[Area]:
    """The places of the words that these letters of ``page_text`` touch."""
    found, at = [], 0
    for word, *area in words:
        start, end = at, at + len(word)
        if any(first < end and start < last for first, last in spans):
            left, top, right, bottom = area
            found.append((left, top, right, bottom))
        at = end + 1
    return found


def page_text(words: list[Any]) -> str:
    """The words of a page in a row."""
    return " ".join(word for word, *_ in words)
