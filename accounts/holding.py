"""Typed work that meets an expired session is held, and offered again after signing in.

What was posted travels inside the sign-in form itself, signed; once that form is sent, it waits in the session until
the last step of signing in is done, Entra ID's pages and a second step included. Django has checked the CSRF token
before a view runs, so only a form of ours is ever held; it is offered with a button, never sent by itself.
"""

from __future__ import annotations

from typing import Any, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.forms import SignInForm
from accounts.models import User

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
        return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': request.get_full_path()})}")
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=401)
    return sign_in_page(request, held=hold(request), status=401)


def sign_in_page(request: HttpRequest, *, held: str, status: int = 200, **context: Any) -> HttpResponse:
    """The empty sign-in form, with what is held in it."""
    form = {"form": SignInForm(request=request), "held": held, "next": request.POST.get("next", "")}
    form["sign_in"] = reverse("account_login")
    return render(request, "account/login.html", {**form, **other_doors(), **context}, status=status)


def other_doors() -> dict[str, Any]:
    """What the sign-in page offers beside the password: Entra ID, and in the demo its personas."""
    return {"entra": settings.ENTRA, "personas": User.objects.personas() if settings.DEMO_MODE else []}


def keep(request: HttpRequest, text: Any = None) -> None:
    """Let what was held, or else what this request posts, wait in the session until signing in is done."""
    if text is None:
        text = hold(request)
    if held_post(text):
        request.session[FIELD] = text


def kept(request: HttpRequest) -> HeldPost | None:
    """What waits in this session."""
    return held_post(request.session.get(FIELD))


def hold(request: HttpRequest) -> str:
    """The posted fields as one signed text. Files are not held: the browser must be asked for them again."""
    return signing.dumps(
        {"path": request.get_full_path(), "fields": typed_fields(request)}, salt=SALT, compress=True
    )


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
