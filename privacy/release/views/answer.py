"""The page of whoever was sent a link: no account, the same words for a wrong link, a wrong code and a link that ended.

It acts as the officer who made the link while the release is looked up: PostgreSQL shows nobody else its rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import make_password
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import FORM, POST, public
from accounts.actor import acting_as
from accounts.limits import limited
from accounts.models import User
from privacy.release.actions.release import release_fetch, release_try
from privacy.release.forms.release import CodeForm
from privacy.release.queries import sender_of
from privacy.release.rules.opening import link_digest

BY_LINK = "Whoever was sent a link and its code reads the answer to their own request; it has no account."
OPEN_SECONDS = 15 * 60
SALT = "release.open"
WRONG = (
    "The link or the code is wrong, or the link has ended. Check the code and try again, or ask us for a new link."
    " After five wrong codes a link stops working"
)
TYPES = {"pdf": "application/pdf", "json": "application/json"}


@public(BY_LINK, FORM)
def answer(request: HttpRequest, link: str) -> HttpResponse:
    """Ask for the code; with the right one, offer the files for a quarter of an hour."""
    if request.method == "POST":
        return _code_sent(request, link)
    return _page(request, CodeForm())


@limited("answer_code")
def _code_sent(request: HttpRequest, link: str) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    digest = link_digest(link)
    with _sender(digest) as is_known:
        found = (
            release_try(digest=digest, code=form.cleaned_data["code"], at=timezone.now())
            if is_known
            else None
        )
    if not is_known:
        make_password("as slow as a right link")
    if found is None:
        form.add_error("code", WRONG)
        return _page(request, form)
    opened = signing.dumps(str(found.pk), salt=SALT)
    return render(request, "release/opened.html", {"link": link, "opened": opened, "release": found})


@public(BY_LINK, POST)
@limited("answer_code")
def answer_file(request: HttpRequest, link: str) -> HttpResponse:
    """The answer itself, for as long as the code counts; each time is noted."""
    what = "json" if request.POST.get("what") == "json" else "pdf"
    body = None
    digest = link_digest(link)
    try:
        key = signing.loads(request.POST.get("opened", ""), salt=SALT, max_age=OPEN_SECONDS)
    except signing.BadSignature:
        key = None
    with _sender(digest) as is_known:
        if is_known and key:
            body = release_fetch(release_id=key, digest=digest, what=what, at=timezone.now())
    if body is None:
        form = CodeForm({})
        form.add_error(None, "A quarter of an hour is over, or the link has ended. Enter the code again")
        return _page(request, form)
    disposition = {"Content-Disposition": f'attachment; filename="your-information.{what}"'}
    return HttpResponse(body, content_type=TYPES[what], headers=disposition)


@contextmanager
def _sender(digest: str) -> Iterator[bool]:
    """Act as whoever made the link; false for a link that nobody made."""
    key = sender_of(digest)
    officer = User.objects.filter(pk=key, is_active=True).first() if key else None
    if officer is None:
        yield False
        return
    with acting_as(officer):
        yield True


def _page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "release/answer.html", {"form": form})
