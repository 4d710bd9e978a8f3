"""The web process as a council runs it, spoken to byte by byte: https, cookies, host names, static files, smuggling."""

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection

from accounts.models import User
from familyhubs import local
from familyhubs.headers import ALWAYS
from tests.browser.portal import Portal, served
from tests.database import as_owner, copied_database, pointed_at
from tests.factories.accounts import PASSWORD, make_council
from tests.production import HOST

EMAIL = "robin.worker@council.example"
BY_HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https"}
REAL = {
    "INSECURE_LOCAL": "false",
    "DEMO_MODE": "false",
    "ALLOWED_HOSTS": HOST,
    "SECURITY_CONTACT": "mailto:security@hubs.example",
}


@pytest.fixture(scope="module")
def real(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Portal]:
    """The portal behind a proxy on this machine."""
    with django_db_blocker.unblock():
        name = f"{connection.settings_dict['NAME']}_real"
        with copied_database(name):
            with pointed_at(name), as_owner():
                worker = make_council().hub_worker
                worker.email = EMAIL
                worker.set_password(PASSWORD)
                worker.save()
                assert User.objects.count()
            log = tmp_path_factory.mktemp("real") / "web.log"
            with served(name, log, **REAL, PROXY_ADDRESSES="127.0.0.1/32") as portal:
                yield portal


def ask(
    portal: Portal, path: str, headers: dict[str, str] | None = None, *, form: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, str]:
    """One request and its answer."""
    sent = {**(BY_HTTPS if headers is None else headers)}
    body = urlencode(form) if form else None
    if body:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(http.client.HTTPConnection(urlsplit(portal.url).netloc, timeout=20)) as to:
        to.request("POST" if form else "GET", path, body=body, headers=sent)
        with to.getresponse() as answer:
            return answer, answer.read().decode(errors="replace")


def speak(portal: Portal, said: bytes) -> bytes:
    """The first bytes of what comes back on a bare connection; empty when it is closed without a word."""
    parts = urlsplit(portal.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as to:
        to.sendall(said)
        heard = b""
        try:
            while chunk := to.recv(65536):
                heard += chunk
                if len(heard) > 200_000:
                    break
        except (TimeoutError, ConnectionResetError):
            pass
        return heard


# --- https ----------------------------------------------------------------------------------------------------------


def test_by_https_the_browser_is_told_to_stay_with_it(real: Portal) -> None:
    for path in ("/sign-in/", "/nowhere/", "/robots.txt", "/static/nowhere"):
        answer, _ = ask(real, path)
        assert (
            answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        ), path
    answer, _ = ask(real, "/sign-in/")
    assert "upgrade-insecure-requests" in answer.headers["Content-Security-Policy"]


def test_by_http_a_reader_is_sent_to_https(real: Portal) -> None:
    answer, _ = ask(real, "/sign-in/?next=/", {"Host": HOST})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{HOST}/sign-in/?next=/"
    assert "Set-Cookie" not in answer.headers


def test_nobody_but_a_named_proxy_can_say_that_it_came_by_https(real: Portal, tmp_path: Path) -> None:
    elsewhere = "192.0.2.1,198.51.100.0/24"
    with served(real.database, tmp_path / "web.log", **REAL, PROXY_ADDRESSES=elsewhere) as portal:
        for name, value in {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Ssl": "on",
            "X-Forwarded-Protocol": "ssl",
        }.items():
            answer, _ = ask(portal, "/sign-in/", {"Host": HOST, name: value})
            assert answer.status == 301, name


def test_cookies_are_bound_to_this_host_and_to_https(real: Portal) -> None:
    page, words = ask(real, "/sign-in/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words)
    assert token
    given = page.headers.get_all("Set-Cookie") or []
    cookie = given[0].split(";")[0]
    sent = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    answer, _ = ask(real, "/sign-in/", {**BY_HTTPS, "Cookie": cookie, "Origin": f"https://{HOST}"}, form=sent)
    assert answer.status == 302
    given += answer.headers.get_all("Set-Cookie") or []
    assert {cookie.split("=")[0] for cookie in given} == {"__Host-csrf", "__Host-session", "__Host-device"}
    for cookie in given:
        told = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= told
        assert not [part for part in told if part.startswith("domain")]


def test_a_form_from_another_host_is_refused_by_https_too(real: Portal) -> None:
    page, words = ask(real, "/sign-in/")
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words)
    assert token
    cookie = (page.headers.get_all("Set-Cookie") or [""])[0].split(";")[0]
    sent = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    for lie in (
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{HOST}"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        answer, _ = ask(real, "/sign-in/", {**BY_HTTPS, "Cookie": cookie, **lie}, form=sent)
        assert answer.status == 403, lie


# --- Names and files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", f"{HOST}:80@evil.example", "", "127.0.0.1", "a b"]
)
def test_another_host_name_is_refused(real: Portal, host: str) -> None:
    answer, words = ask(real, "/sign-in/", {**BY_HTTPS, "Host": host})
    assert answer.status == 400
    assert "evil" not in words


def test_a_host_name_beside_the_real_one_is_not_listened_to(real: Portal) -> None:
    lies = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-Original-URL": "/admin/"}
    lies |= {
        "X-Host": "evil.example",
        "X-Rewrite-URL": "/admin/",
        "X-Forwarded-Prefix": "/evil",
        "X-HTTP-Method-Override": "PUT",
    }
    answer, words = ask(real, "/", {**BY_HTTPS, **lies})
    assert answer.status == 302
    assert answer.headers["Location"] == "/sign-in/?next=%2F"
    assert "evil" not in words + str(answer.headers)
    _, told = ask(real, "/.well-known/security.txt", {**BY_HTTPS, **lies})
    assert f"Canonical: https://{HOST}/.well-known/security.txt" in told


def test_static_files_are_locked_down_and_readable_by_this_host_alone(real: Portal) -> None:
    manifest = json.loads((local.VAR / "static" / "staticfiles.json").read_text())
    answer, _ = ask(real, f"/static/{manifest['paths']['css/main.css']}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "immutable" in answer.headers["Cache-Control"]
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS


TRAVERSALS = [
    "/static/../familyhubs/settings.py", "/static/%2e%2e/familyhubs/settings.py",
    "/static/..%2f..%2ffamilyhubs/settings.py", "/static/....//....//manage.py", "/static//etc/passwd",
    "/static/css/../../../../../../etc/passwd", "/static/%2fetc%2fpasswd", "/static/..%5c..%5cmanage.py",
    "/static/%252e%252e/manage.py", "/../../etc/passwd", "/static/\x00", "/static/", "/static/css/",
    "/static/staticfiles.json%00.css", "//static/../manage.py",
]  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_file_but_the_collected_ones_is_served(real: Portal, path: str) -> None:
    heard = speak(
        real,
        f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n".encode(),
    )
    assert re.match(rb"HTTP/1.1 (400|404|301) ", heard), heard[:80]
    assert b"root:" not in heard
    assert b"INSTALLED_APPS" not in heard


# --- Requests that two servers may read differently ------------------------------------------------------------

HEAD = f"POST /sign-in/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
HIDDEN = f"GET /robots.txt HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n\r\n"
SMUGGLING = {
    "two lengths": f"{HEAD}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length and chunks": f"{HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a length with a sign": f"{HEAD}Content-Length: +{len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length in words": f"{HEAD}Content-Length: 0x{len(HIDDEN):x}\r\n\r\n{HIDDEN}",
    "an unknown coding": f"{HEAD}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a coding twice": f"{HEAD}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{HIDDEN}",
    "a space before the colon": f"{HEAD}Content-Length : {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a folded line": f"{HEAD}X-A: b\r\n Content-Length: 5\r\n\r\n{HIDDEN}",
    "a bare return": f"{HEAD}X-A: b\rContent-Length: 5\r\n\r\n{HIDDEN}",
    "a null in a header": f"{HEAD}X-A: b\x00c\r\n\r\n{HIDDEN}",
    "a bad chunk": f"{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{HIDDEN}",
    "no version": f"GET /robots.txt\r\nHost: {HOST}\r\n\r\n",
    "an unknown version": f"GET /robots.txt HTTP/9.9\r\nHost: {HOST}\r\n\r\n",
    "a method in small letters": f"get /robots.txt HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
    "two hosts": f"{HEAD}Host: evil.example\r\n\r\n",
    "a long line": f"GET /{'a' * 5000} HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
    "a long header": f"{HEAD}X-A: {'b' * 9000}\r\n\r\n",
    "many headers": f"{HEAD}{''.join(f'X-{n}: b{chr(13)}{chr(10)}' for n in range(80))}\r\n",
}


@pytest.mark.parametrize("said", SMUGGLING.values(), ids=SMUGGLING.keys())
def test_a_request_that_could_be_read_in_two_ways_is_refused(real: Portal, said: str) -> None:
    heard = speak(real, said.encode("latin-1"))
    assert not heard or re.match(rb"HTTP/1.1 (400|403|414|431|501|505) ", heard), heard[:120]
    assert b"Disallow" not in heard  # the request hidden behind it was not answered
    assert b"Traceback" not in heard


def test_a_header_with_an_underscore_sets_nothing(real: Portal) -> None:
    lies = {
        "X_Forwarded_Proto": "https",
        "SCRIPT_NAME": "/evil",
        "PATH_INFO": "/admin/",
        "REMOTE_USER": EMAIL,
        "Host": HOST,
    }
    answer, _ = ask(real, "/sign-in/", lies)
    assert answer.headers["Location"] == f"https://{HOST}/sign-in/"


def test_a_body_that_is_too_big_is_refused_before_it_has_come(real: Portal) -> None:
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    heard = speak_first(real, f"{HEAD}{kind}Content-Length: 900000000\r\n\r\nlogin=a")
    assert heard.startswith(b"HTTP/1.1 413 ")
    assert b"too much to send at once" in heard


def speak_first(portal: Portal, said: str) -> bytes:
    """What comes back while the rest of the body is still owed."""
    parts = urlsplit(portal.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as to:
        to.sendall(said.encode())
        heard = b""
        while b"</html>" not in heard and (chunk := to.recv(65536)):
            heard += chunk
        return heard
