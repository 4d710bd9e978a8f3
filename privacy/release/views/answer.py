"""The page of whoever was sent a link to an answer: no account, for it is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.access import FORM, POST, public
from privacy.links.actions import Held
from privacy.links.views import File, Kind, code_asked, file_given
from privacy.release.actions.release import release_fetch

BY_LINK = "Whoever was sent a link and its code reads the answer to their own request; it has no account."
TYPES = {"pdf": "application/pdf", "json": "application/json"}


@public(BY_LINK, FORM)
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """Ask for the code; with the right one, offer the files."""
    return code_asked(request, link, ANSWER)


@public(BY_LINK, POST)
def answer_file(request: HttpRequest, link: str) -> HttpResponse:
    """The answer itself, to read or for a machine to read."""
    return file_given(request, link, ANSWER)


def _fetch(held: Held, asked: Mapping[str, Any], at: datetime.datetime) -> File | None:
    what = "json" if asked.get("what") == "json" else "pdf"
    body = release_fetch(held=held, what=what, at=at)
    return None if body is None else File(f"your-information.{what}", TYPES[what], body)


ANSWER = Kind(
    name="release", tries="SELECT release_try(%s, %s, %s)", asking="release/answer.html", opened="release/opened.html",
    fetch=_fetch, offered=lambda held, at: {},
)  # fmt: skip
