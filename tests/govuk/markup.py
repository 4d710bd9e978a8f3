"""Compares our markup with the examples govuk-frontend ships, whatever the spacing, ids and order of attributes."""

import html
import json
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from govuk.build import PACKAGES

COMPONENTS = PACKAGES / "govuk-frontend" / "dist" / "govuk" / "components"
IDENTIFYING = (
    "id",
    "for",
    "aria-describedby",
    "aria-controls",
    "data-aria-controls",
    "aria-labelledby",
    "href",
)
# Ours on purpose: browsers offer nothing typed before, and labels are bold where a page asks several things.
OUR_OWN = ("autocomplete", "spellcheck", "focusable")
SIZES = ("govuk-label--", "govuk-fieldset__legend--")


def example(component: str, name: str) -> dict[str, Any]:
    """One published example: its options and its html."""
    fixtures = json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]
    return next(fixture for fixture in fixtures if fixture["name"] == name)


def canonical(markup: str, *, only: str = "") -> list[Any]:
    """The parts of a fragment that carry meaning; ``only`` picks the elements of one class out of it."""
    fragment = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    numbers: dict[str, str] = {}
    if only:
        return [
            _element(element, numbers)
            for element in fragment.iter()
            if isinstance(element.tag, str) and only in (element.get("class") or "").split()
        ]
    return _children(fragment, numbers)


def _element(element: Element, numbers: dict[str, str]) -> list[Any]:
    attributes = {
        name: _value(name, value, numbers)
        for name, value in sorted(element.attrib.items(), key=lambda pair: _key(pair[0]))
        if name not in OUR_OWN
    }
    return [element.tag, attributes, *_children(element, numbers)]


def _key(name: str) -> tuple[bool, str]:
    return (name not in IDENTIFYING, name)


def _children(element: Element, numbers: dict[str, str]) -> list[Any]:
    texts: list[Any] = [_words(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            texts.append(_element(child, numbers))
        texts.append(_words(child.tail))
    return [text for text in texts if text]


def _words(text: str | None) -> str:
    return " ".join(html.unescape(text or "").split())


def _value(name: str, value: str, numbers: dict[str, str]) -> Any:
    if name == "class":
        return sorted(word for word in value.split() if not word.startswith(SIZES))
    if name in ("name", "value"):
        return value.replace("-", "_")
    if name == "href" and not value.startswith("#"):
        return value
    if name in IDENTIFYING:
        return " ".join(numbers.setdefault(part.strip("#"), f"id{len(numbers)}") for part in value.split())
    return value
