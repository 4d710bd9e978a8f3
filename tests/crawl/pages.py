"""What a page offers: its links, its forms, and the places in it that a link may point to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.test.html import Element, parse_html

BUTTONS = {"submit", "image"}


@dataclass
class Control:
    """One thing to fill in. ``options`` of a select, of radios and of checkboxes; ``value`` is what stands there."""

    kind: str
    name: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form with one of its buttons: a form with two buttons counts as two."""

    action: str
    method: str
    controls: dict[str, Control]
    button: tuple[str, str] | None = None


@dataclass
class Page:
    """What can be done from here."""

    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


def read(html: str, url: str) -> Page:
    """Read a page that came from an address."""
    page, root = Page(), parse_html(html)
    for element in walk(root):
        attributes = dict(element.attributes)
        page.places |= {attributes.get("id") or "", attributes.get("name") or ""}
        if element.name == "a" and "href" in attributes:
            page.links.append(attributes["href"])
        if element.name == "form":
            page.forms += _forms(element, attributes, root, url)
    return page


def walk(element: Element) -> Iterator[Element]:
    """Every element below this one, and itself."""
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from walk(child)


def _forms(form: Element, attributes: dict[str, str], root: Element, url: str) -> Iterator[Form]:
    action, method = attributes.get("action") or url, attributes.get("method", "get").lower()
    inside = [*walk(form), *_elsewhere(attributes.get("id"), root)]
    controls: dict[str, Control] = {}
    buttons: list[tuple[str, str] | None] = []
    for element in inside:
        told = dict(element.attributes)
        if "disabled" in told:
            continue
        if (element.name == "button" and told.get("type", "submit") == "submit") or (
            element.name == "input" and told.get("type") in BUTTONS
        ):
            buttons.append((told["name"], told.get("value", "")) if told.get("name") else None)
        elif element.name in {"input", "select", "textarea"} and told.get("name"):
            _add(controls, element, told)
    for button in dict.fromkeys(buttons):  # a form without one only shows
        yield Form(action, method, controls, button)


def _elsewhere(identity: str | None, root: Element) -> list[Element]:
    """Controls outside the form that name it."""
    return [e for e in walk(root) if identity and dict(e.attributes).get("form") == identity]


def _add(controls: dict[str, Control], element: Element, told: dict[str, str]) -> None:
    kind = told.get("type", "text") if element.name == "input" else element.name
    control = controls.setdefault(told["name"], Control(kind, told["name"]))
    if kind in {"radio", "checkbox"}:
        control.options.append(told.get("value", "on"))
        control.chosen += [told.get("value", "on")] if "checked" in told else []
    elif kind == "select":
        for option in (e for e in walk(element) if e.name == "option"):
            about = dict(option.attributes)
            control.options.append(about.get("value", " ".join(map(str, option.children))))
            control.chosen += [control.options[-1]] if "selected" in about else []
    elif kind == "textarea":
        control.value = " ".join(map(str, element.children))
    else:
        control.value = told.get("value") or ""
