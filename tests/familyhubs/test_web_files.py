"""A file sent to a page that takes none is dropped unread; a page that takes files says how big."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path, reverse

from accounts.access import FORM, public
from familyhubs import urls
from govuk.documents import DocumentField
from govuk.forms import Form
from govuk.uploads import MEGABYTE, takes_files
from tests.factories.accounts import Council
from tests.page_client import PageClient
from tests.rules.routes import ROUTES

NOTE = "The family told me about the move, and that Robin sleeps badly since then."


def scan(size: int = 20, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 canary-in-the-file\n".ljust(size, b" "))


class Send(Form):
    """A form that asks for a file."""

    letter = DocumentField(label="Letter", at_most=MEGABYTE)


@public("a test sends files to it", FORM)
@takes_files(at_most=MEGABYTE)
def take(request: HttpRequest) -> HttpResponse:
    form = Send(request.POST, request.FILES)
    return HttpResponse(
        form.cleaned_data["letter"].name if form.is_valid() else str(form.errors), content_type="text/plain"
    )


@pytest.fixture
def takes(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A route that takes files, for as long as the test."""
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("take/", take)])
    clear_url_caches()
    yield "/take/"
    clear_url_caches()


def test_a_file_nobody_asked_for_is_refused_and_what_was_typed_is_kept(
    council: Council, page: PageClient
) -> None:
    page.force_login(council.hub_worker)
    answer = page.post(
        reverse("search"), {"query": "Robin", "note": NOTE, "scan": scan(), "csrfmiddlewaretoken": "t" * 64}
    )
    shown = unescape(answer.content.decode())
    assert answer.status_code == 415
    assert "You cannot send a file here" in shown
    assert NOTE in shown
    assert "Send it again" in shown
    assert "canary" not in shown
    assert "scan.pdf" not in shown


def test_every_route_of_today_refuses_files(council: Council, page: PageClient) -> None:
    page.force_login(council.hub_worker)
    for name in ("home", "alerts", "account_login", "privacy:notice", "retention:schedule"):
        assert (
            page.post(reverse(name), {"a": scan()} | {"csrfmiddlewaretoken": "t" * 64}).status_code == 415
        ), name
    assert ROUTES


def test_a_draft_saves_itself_in_parts_without_a_file(council: Council, page: PageClient) -> None:
    page.force_login(council.hub_worker)
    empty = b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nRobin\r\n'
    empty += b'--x\r\nContent-Disposition: form-data; name="scan"; filename=""\r\n\r\n\r\n--x--\r\n'
    answer = page.post(reverse("search"), empty, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 302


def test_more_than_a_page_takes_is_refused_before_a_byte_is_read(council: Council, page: PageClient) -> None:
    page.force_login(council.hub_worker)

    class Unread:
        def read(self, *args: Any) -> bytes:
            raise AssertionError("it was read")

        readline = read

    ask: Callable[..., Any] = page.request
    answer = ask(
        REQUEST_METHOD="POST",
        PATH_INFO=reverse("search"),
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(3 * MEGABYTE),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413
    assert "too much to send at once" in answer.content.decode()


def test_a_view_that_takes_files_gets_them_up_to_its_size(page: PageClient, takes: str) -> None:
    assert page.post(takes, {"letter": scan()}).content == b"scan.pdf"
    assert b"smaller than 1MB" in page.post(takes, {"letter": scan(MEGABYTE + 10)}).content
    assert page.post(takes, {"letter": scan(4 * MEGABYTE)}).status_code == 413


def test_a_path_in_the_name_of_a_file_is_cut_off(page: PageClient, takes: str) -> None:
    sent = b'--x\r\nContent-Disposition: form-data; name="letter"; filename="../../a.pdf"\r\n\r\n%PDF-1.7\r\n--x--\r\n'
    assert page.post(takes, sent, content_type="multipart/form-data; boundary=x").content == b"a.pdf"
