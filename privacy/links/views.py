"""The pages of whoever was sent a link: the same words for a wrong link, a wrong code and a link that ended."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.limits import limited
from privacy.links.actions import Held, link_try
from privacy.links.forms import CodeForm
from privacy.links.rules import code_digest, link_digest

OPEN_SECONDS = 15 * 60
WRONG = (
    "The link or the code is wrong, or the link has ended. Check the code and try again, or ask us for a new link."
    " After five wrong codes a link stops working"
)
AGAIN = "A quarter of an hour is over, or the link has ended. Enter the code again"


@dataclass(frozen=True)
class File:
    """One file that a link leads to."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Kind:
    """One kind of link: how the database is asked, which pages it has, and what it gives."""

    name: str
    tries: str
    asking: str
    opened: str
    fetch: Callable[[Held, Mapping[str, Any], datetime.datetime], File | None]
    offered: Callable[[Held, datetime.datetime], Mapping[str, Any]]


def code_asked(request: HttpRequest, link: str, kind: Kind) -> HttpResponse:
    """Ask for the code; with the right one, offer the files for a quarter of an hour."""
    if request.method == "POST":
        return _code_sent(request, link, kind)
    return render(request, kind.asking, {"form": CodeForm()})


@limited("answer_code")
def _code_sent(request: HttpRequest, link: str, kind: Kind) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        held, now = Held(link_digest(link), code_digest(link, form.cleaned_data["code"])), timezone.now()
        ends = link_try(asks=kind.tries, held=held, at=now)
        if ends is not None:
            opened = signing.dumps(held.code, salt=kind.name)
            context = {"link": link, "opened": opened, "ends": ends, **kind.offered(held, now)}
            return render(request, kind.opened, context)
        form.add_error("code", WRONG)
    return render(request, kind.asking, {"form": form})


@limited("answer_code")
def file_given(request: HttpRequest, link: str, kind: Kind) -> HttpResponse:
    """The file itself, for as long as the code counts; each time is noted."""
    try:
        code = signing.loads(request.POST.get("opened", ""), salt=kind.name, max_age=OPEN_SECONDS)
    except signing.BadSignature:
        code = ""
    held = Held(link_digest(link), code)
    found = kind.fetch(held, request.POST, timezone.now()) if code else None
    if found is None:
        form = CodeForm({})
        form.add_error(None, AGAIN)
        return render(request, kind.asking, {"form": form})
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"', "Cache-Control": "no-store"}
    return HttpResponse(found.body, content_type=found.content_type, headers=headers)
