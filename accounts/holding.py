"""Typed work that meets an expired session is held, and offered again after signing in.

A form that was being filled in when its session ended is handed over by ``govuk/js/idle.js``, and held in the same way.
What was posted travels inside the sign-in form itself, signed; once that form is sent, it waits in the session until
the last step of signing in is done, Entra ID's pages and a second step included. Django has checked the CSRF token
before a view runs, so only a form of ours is ever held; it is offered with a button, never sent by itself.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

from accounts.forms.sign_in import SignInForm
from accounts.models import User

FIELD = "held"
SALT = "accounts.holding"
LONGEST_HOLD_SECONDS = 12 * 60 * 60
# Where a form that was not sent would have gone, and the page it was on.
UNSENT_TO, UNSENT_ON = "unsent_to", "unsent_on"


class HeldPost(TypedDict):
    """A form that was sent without a session, or (``page``, where it was) still being filled in when it ended."""

    path: str
    fields: list[tuple[str, str]]
    page: NotRequired[str]


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a reader to the sign-in page; keep for a writer what they typed."""
    sign_in = reverse("account_login")
    if request.method != "POST":
        return HttpResponseRedirect(f"{sign_in}?{urlencode({'next': path_here(request)})}")
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=401)
    return sign_in_page(request, held=hold(request), status=401)


def take_over(request: HttpRequest) -> HttpResponse | None:
    """Hold a form that was not sent, or offer it at once to somebody who is signed in; ``None`` if it is not one."""
    path, page = request.POST.get(UNSENT_TO, ""), request.POST.get(UNSENT_ON, "")
    if not all(
        place.startswith("/") and url_has_allowed_host_and_scheme(place, None) for place in (path, page)
    ):
        return None
    held: HeldPost = {"path": path, "page": page, "fields": typed_fields(request)}
    if request.user.is_authenticated:
        return render(request, "account/carry_on.html", {"held_post": held})
    return sign_in_page(request, held=_signed(held), status=401)


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
    return _signed({"path": path_here(request), "fields": typed_fields(request)})


def _signed(held: HeldPost) -> str:
    return signing.dumps(held, salt=SALT, compress=True)


def path_here(request: HttpRequest) -> str:
    """Where a form was sent, for it to be sent there again: never another host, as `//elsewhere/` would be."""
    return escape_leading_slashes(request.get_full_path())


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody typed into a form, to be given back to them."""
    return [(name, value) for name, values in request.POST.lists() for value in values if may_be_kept(name)]


def may_be_kept(field: str) -> bool:
    """Whether what is typed into a field of this name may be held, shown again or drafted: a password never."""
    return field not in ("csrfmiddlewaretoken", UNSENT_TO, UNSENT_ON) and "password" not in field


def held_post(text: Any) -> HeldPost | None:
    """What was held, or ``None`` when the text was altered or is older than half a day."""
    if not isinstance(text, str) or not text:
        return None
    try:
        held: HeldPost = signing.loads(text, salt=SALT, max_age=LONGEST_HOLD_SECONDS)
    except signing.BadSignature:
        return None
    return held
