"""The page of whoever was sent a link to an answer: no account, for it is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.access import FORM, POST, public
from privacy.links.actions import Held
from privacy.links.views import File, Kind, code_asked, file_given
from privacy.release.actions.release import release_fetch, release_volumes

BY_LINK = "Whoever was sent a link and its code reads the answer to their own request; it has no account."


@public(BY_LINK, FORM)
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """Ask for the code; with the right one, offer the files."""
    return code_asked(request, link, ANSWER)


@public(BY_LINK, POST)
def answer_file(request: HttpRequest, link: str) -> HttpResponse:
    """The answer itself, to read or for a machine to read."""
    return file_given(request, link, ANSWER)


def _fetch(held: Held, asked: Mapping[str, Any], at: datetime.datetime) -> File | None:
    if asked.get("what") == "json":
        body = release_fetch(held=held, what="json", at=at)
        return None if body is None else File("your-information.json", "application/json", body)
    wanted = asked.get("volume", "1")
    volume = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 4 else 1
    body = release_fetch(held=held, what="pdf", volume=volume, at=at)
    name = f"your-information-{volume}.pdf" if volume > 1 else "your-information.pdf"
    return None if body is None else File(name, "application/pdf", body)


def _offered(held: Held, at: datetime.datetime) -> dict[str, Any]:
    """The further volumes, for the page to offer each."""
    return {"further": range(2, release_volumes(held=held, at=at) + 1)}


ANSWER = Kind(
    name="release", tries="SELECT release_try(%s, %s, %s)", asking="release/answer.html", opened="release/opened.html",
    fetch=_fetch, offered=_offered,
)  # fmt: skip
