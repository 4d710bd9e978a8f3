"""Typed work that meets an expired session is held, and offered again after signing in.

What was posted travels inside the sign-in form itself, signed, and is stored nowhere. Django has checked the CSRF token
before a view runs, so only a form of ours is ever held; it is offered with a button, never sent by itself.
"""

from __future__ import annotations

from typing import Any, TypedDict
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import escape_leading_slashes

from accounts.forms import SignInForm

FIELD = "held"
SALT = "accounts.holding"
LONGEST_HOLD_SECONDS = 12 * 60 * 60


class HeldPost(TypedDict):
    """A form that was sent without a session: where to, and what was typed."""

    path: str
    fields: list[tuple[str, str]]


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a reader to the sign-in page; keep for a writer what they typed."""
    sign_in = reverse("account_login")
    if request.method != "POST":
        return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': path_here(request)})}")
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=401)
    context = {"form": SignInForm(request=request), "held": hold(request), "sign_in": sign_in}
    return render(request, "account/login.html", context, status=401)


def hold(request: HttpRequest) -> str:
    """The posted fields as one signed text. Files are not held: the browser must be asked for them again."""
    return signing.dumps(
        {"path": path_here(request), "fields": typed_fields(request)}, salt=SALT, compress=True
    )


def path_here(request: HttpRequest) -> str:
    """Where a form was sent, for it to be sent there again: never another host, as `//elsewhere/` would be."""
    return escape_leading_slashes(request.get_full_path())


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody typed into a form, to be given back to them."""
    return [(name, value) for name, values in request.POST.lists() for value in values if may_be_kept(name)]


def may_be_kept(field: str) -> bool:
    """Whether what is typed into a field of this name may be held, shown again or drafted: a password never."""
    return field != "csrfmiddlewaretoken" and "password" not in field


def held_post(text: Any) -> HeldPost | None:
    """What was held, or ``None`` when the text was altered or is older than half a day."""
    if not isinstance(text, str) or not text:
        return None
    try:
        held: HeldPost = signing.loads(text, salt=SALT, max_age=LONGEST_HOLD_SECONDS)
    except signing.BadSignature:
        return None
    return held
