"""The page of a partner who was sent a link: no account, and it names nobody."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.access import FORM, POST, public
from privacy.links.actions import Held
from privacy.links.views import File, Kind, code_asked, file_given
from privacy.partners.actions.downloads import download_fetch

BY_LINK = "Whoever at a partner organisation was sent a link and its code has no account here."


@public(BY_LINK, FORM)
def asked(request: HttpRequest, link: str) -> HttpResponse:
    """Ask for the code; with the right one, offer the file."""
    return code_asked(request, link, DOWNLOAD)


@public(BY_LINK, POST)
def given(request: HttpRequest, link: str) -> HttpResponse:
    """The file."""
    return file_given(request, link, DOWNLOAD)


def _fetch(held: Held, wanted: Mapping[str, Any], at: datetime.datetime) -> File | None:
    body = download_fetch(held=held, at=at)
    return None if body is None else File("shared-information.pdf", "application/pdf", body)


DOWNLOAD = Kind(
    name="download", tries="SELECT download_try(%s, %s, %s)", asking="partners/asked.html",
    opened="partners/opened.html", fetch=_fetch, offered=lambda held, at: {},
)  # fmt: skip
