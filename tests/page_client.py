"""A test client that reads every page it fetches as a strict browser, a screen reader and our CSP would.

A page with a fault raises `BadPage`, which lists all of its faults, in whatever test fetched it.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client

OWN_HOSTS = {"", "testserver", "localhost", "127.0.0.1"}
NOT_OURS = ("/admin/",)  # Django's own markup, checked by Django
UNLABELLED_INPUTS = {"hidden", "submit", "button", "reset", "image"}
LOADING_ATTRIBUTES = ("src", "srcset", "data", "action", "formaction", "poster")
NAMING_ATTRIBUTES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls")


class BadPage(AssertionError):
    """A page breaks a promise we make about every page."""


class PageClient(Client):
    """Django's test client with `faults` applied to each HTML answer."""

    def request(self, **request):
        """Send as usual, then read the page."""
        response = super().request(**request)
        if is_checked(response, str(request.get("PATH_INFO", ""))):
            policy = response.headers.get("Content-Security-Policy", "")
            found = list(faults(response.content.decode(), policy=policy))
            if found:
                raise BadPage(
                    f"{request.get('PATH_INFO')} ({response.status_code}):\n- " + "\n- ".join(found)
                )
        return response


def is_checked(response: HttpResponse, path: str) -> bool:
    """Whether an answer is a whole page of ours."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content) and not path.startswith(NOT_OURS)


def faults(html: str, *, policy: str = "") -> Iterator[str]:
    """Everything wrong with a page, in words; ``policy`` is the Content-Security-Policy it came with."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page: Element = parser.parse(html)
    for (line, column), code, details in parser.errors:
        yield f"HTML: {code} {details or ''} at line {line}, column {column}"
    yield from _title_faults(page)
    yield from _id_faults(page)
    yield from _form_faults(page)
    yield from _script_faults(page, policy)
    yield from _host_faults(page)


def _title_faults(page: Element) -> Iterator[str]:
    if page.get("lang") != "en" and not (page.get("lang") and page.get("dir")):
        yield 'html has no lang="en", nor another language with its dir'
    headings = [_words(heading) for heading in page.iter("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1 elements: {headings}"
        return
    title = _words(next(page.iter("title"), Element("title"))).removeprefix("Error: ")
    if not headings[0] or not title.startswith(headings[0]):
        yield f"title {title!r} does not begin with the h1 {headings[0]!r}"


def _id_faults(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in _elements(page) if element.get("id") is not None)
    yield from (f"id {name!r} is used {count} times" for name, count in ids.items() if count > 1)
    for element in _elements(page):
        for attribute in NAMING_ATTRIBUTES:
            missing = [name for name in (element.get(attribute) or "").split() if name not in ids]
            yield from (
                f"{attribute} of <{element.tag}> names {name!r}, which is not there" for name in missing
            )
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith("#") and target[1:] not in ids:
            yield f"link to {target!r} leads nowhere"
    summaries = [e for e in _elements(page) if "govuk-error-summary" in (e.get("class") or "").split()]
    if len(summaries) > 1:
        yield "two error summaries: base.html draws the one of `form` itself"


def _form_faults(page: Element) -> Iterator[str]:
    named = {label.get("for") for label in page.iter("label")}
    wrapped = {id(inside) for label in page.iter("label") for inside in label.iter()}
    for control in (e for e in _elements(page) if e.tag in ("input", "select", "textarea")):
        kind = control.get("type", "text")
        has_words = control.get("aria-label") or control.get("aria-labelledby")
        has_label = control.get("id", "-") in named or id(control) in wrapped
        if not (kind in UNLABELLED_INPUTS and control.tag == "input") and not has_words and not has_label:
            yield f"<{control.tag} name={control.get('name')!r}> has no label"
    for form in page.iter("form"):
        if form.get("action") is None and form.get("method") is None:
            yield "a form has neither action nor method"
        fields = {field.get("name") for field in form.iter("input")}
        if form.get("method", "").lower() == "post" and "csrfmiddlewaretoken" not in fields:
            yield f"the form posting to {form.get('action')!r} has no CSRF token"


def _script_faults(page: Element, policy: str) -> Iterator[str]:
    for script in page.iter("script"):
        nonce = script.get("nonce")
        if not nonce:
            yield f"script {script.get('src') or '(inline)'} has no nonce"
        elif policy and f"'nonce-{nonce}'" not in policy:
            yield f"the nonce of script {script.get('src')} is not the one of the policy"
    for element in _elements(page):
        if element.tag == "style" or element.get("style") is not None:
            yield f"<{element.tag}> has an inline style"
        yield from (
            f"<{element.tag}> has an inline {name}" for name in element.attrib if name.startswith("on")
        )
        if (element.get("href") or "").strip().lower().startswith("javascript:"):
            yield "a link runs a script"


def _host_faults(page: Element) -> Iterator[str]:
    for element in _elements(page):
        names = LOADING_ATTRIBUTES + (("href",) if element.tag not in ("a", "area") else ())
        for name in names:
            address = (element.get(name) or "").split(" ")[0]
            if urlsplit(address).hostname not in OWN_HOSTS | {None}:
                yield f"<{element.tag}> loads {address} from another host"


def _elements(page: Element) -> Iterator[Element]:
    """Elements without comments, whose tag is a function whatever its type says."""
    return (element for element in page.iter() if isinstance(element.tag, str))


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
