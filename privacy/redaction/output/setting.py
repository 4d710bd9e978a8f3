"""Setting what goes out: the same contents and template give the same bytes, whenever and wherever they are set."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image

from govuk.pdf import set_pdf
from privacy.pack.document import laid_out
from privacy.redaction.output.volumes import volumes_of

TEMPLATE = Path(__file__).with_name("pack.typ")


def made_with() -> str:
    """The programs whose versions decide the bytes."""
    return ", ".join(f"{name} {version(name)}" for name in ("typst", "pillow"))


def data_of(contents: Mapping[str, Any]) -> bytes:
    """The pack as JSON, for a machine to read; by the alphabet, as PostgreSQL keeps no order of its own."""
    return json.dumps(contents, ensure_ascii=False, indent=1, sort_keys=True).encode()


def documents_of(contents: Mapping[str, Any], template: str) -> list[bytes]:
    """The pack as tagged PDFs without a date of their own: one, or a very large one's volumes.

    A template kept from before there were volumes sets one. Raises ``typst.TypstError`` when it cannot be set.
    """
    parts: list[Mapping[str, Any]] = [*volumes_of(contents)] if "pack.volumes" in template else [contents]
    return [_document_of(part, template) for part in parts]


def _document_of(contents: Mapping[str, Any], template: str) -> bytes:
    sections = [
        {**section, "items": [_laid_out(item, section["title"]) for item in section["items"]]}
        for section in contents["sections"]
    ]
    return set_pdf(template.encode(), {**contents, "sections": sections})


def _laid_out(item: Mapping[str, Any], title: str) -> dict[str, Any]:
    pictures = [_drawn(page, item["fields"][0][1]) for page in item.get("pictures", ())]
    return {**laid_out(item), "pictures": pictures}


def _drawn(page: Mapping[str, Any], document: str) -> dict[str, str]:
    """A picture as a drawing that holds nothing but its pixels: text alone can be given to typst."""
    alt = f"{page['label']} of “{document}”, as a picture. Ask us to read it to you"
    if not page["image"]:
        return {"label": page["label"], "alt": alt, "drawing": "", "held_back": page["held_back"]}
    image = base64.b64decode(page["image"].split(",", 1)[1])
    return {"label": page["label"], "alt": alt, "drawing": drawing(image), "held_back": ""}


def drawing(image: bytes) -> str:
    """A JPEG as a drawing that holds nothing but its pixels."""
    with Image.open(io.BytesIO(image)) as picture:
        width, height = picture.size
    pixels = f"data:image/jpeg;base64,{base64.b64encode(image).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{pixels}"/></svg>'
    )
