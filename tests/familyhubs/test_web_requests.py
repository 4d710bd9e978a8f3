"""What the portal takes and what it refuses: whose forms, which methods, and requests that are no browser's."""

import re
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.checks import routes
from accounts.holding import held_post, hold
from tests.database import as_owner
from tests.factories.accounts import PASSWORD, Council, make_member
from tests.page_client import PageClient
from tests.rules.cases import Case, make_case
from tests.rules.routes import ROUTES, Route
from tests.rules.test_routes import named_routes

OTHER_PROOF = {"texts:receipt"}  # Notify shows a token of its own
NOTE = "The family told me about the move, and that Robin sleeps badly since then."


@pytest.fixture
def case(council: Council) -> Case:
    with as_owner():
        council.give_passwords()
        return make_case(council.north_hub, council.hub_worker, "North")


@pytest.fixture
def strict(council: Council) -> PageClient:
    """A browser whose forms are asked for their token."""
    client = PageClient(enforce_csrf_checks=True)
    client.force_login(council.hub_worker)
    return client


def token(client: Client) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(reverse("search")).content.decode())
    assert found
    return found[1]


def url_of(route: Route, case: Case) -> str:
    with as_owner():
        return reverse(route.name, kwargs=route.ids(case))


# --- Whose form is it -----------------------------------------------------------------------------------------------


def test_no_route_takes_a_form_without_its_token(council: Council, case: Case) -> None:
    wrong = []
    for route in ROUTES:
        client = Client(enforce_csrf_checks=True)
        if not route.public:
            client.force_login(getattr(council, min(route.opens)))
        status = client.post(url_of(route, case), {"name": "x"}).status_code
        # The health pages answer before anything else, and take nothing.
        expected = 405 if route.name.startswith("health") else 403
        if status != expected:
            wrong.append(f"{route.name}: {status}")
    assert not wrong, "\n".join(wrong)


def test_the_only_routes_excused_from_the_token_have_a_proof_of_their_own() -> None:
    names = dict(named_routes())
    excused = {names[path] for path, route in routes() if getattr(route.callback, "csrf_exempt", False)}
    assert excused == OTHER_PROOF


def test_no_route_of_the_administration_takes_a_form_without_its_token(council: Council) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(council.admin)
    paths = [path for path, _ in named_routes() if path.startswith("admin/") and "<" not in path]
    assert len(paths) > 20
    statuses = {path: client.post(f"/{path}", {"name": "x"}).status_code for path in paths if "^" not in path}
    assert set(statuses.values()) == {403}, statuses


@pytest.mark.parametrize("origin", [None, "null", "http://testserver"])
@pytest.mark.parametrize("said", [None, "same-origin", "none"])
def test_a_form_of_ours_is_taken_whatever_the_browser_leaves_out(
    strict: PageClient, origin: str | None, said: str | None
) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": said}
    answer = strict.post(
        reverse("search"),
        {"query": "Robin Example", "csrfmiddlewaretoken": token(strict)},
        headers={name: value for name, value in headers.items() if value},
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Origin": "https://evil.example"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_is_refused_even_with_the_right_token(
    strict: PageClient, headers: dict[str, str]
) -> None:
    sent = {"query": NOTE, "csrfmiddlewaretoken": token(strict)}
    answer = strict.post(reverse("search"), sent, headers=headers)
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


# --- Which methods --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_nothing_but_reading_and_sending_forms_is_answered(council: Council, case: Case, method: str) -> None:
    client = Client()
    client.force_login(council.admin)
    paths = {url_of(route, case) for route in ROUTES} | {"/admin/", "/nowhere/"}
    answers = {path: getattr(client, method)(path) for path in sorted(paths)}
    assert {answer.status_code for answer in answers.values()} == {405}
    assert {answer.headers["Allow"] for answer in answers.values()} == {"GET, HEAD, POST"}


def test_a_made_up_method_is_answered_like_any_other_that_is_not_ours() -> None:
    assert Client().generic("PROPFIND", "/").status_code == 405


# --- Requests no browser sends ----------------------------------------------------------------------------------------

QUERIES = [
    "?page=%00&q=%00&next=%00//evil.example&since_day=%00&since_month[]=1",
    "?page=1&page=-2&page[]=3&page=" + "9" * 60,
    "?%ff=%fe&query=" + "x" * 3000 + "&a=1" * 900,
]
BODIES: list[tuple[Any, str]] = [
    (b"a=\x00&a=1&a[]=2&query=%00&\xff\xfe=%zz&;=;", "application/x-www-form-urlencoded"),
    (b'{"query": {"$ne": null}}', "application/json"),
    (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
    (b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--", "multipart/form-data; boundary=x"),
    (b"no boundary at all", "multipart/form-data"),
    ("&".join(f"f{n}=1" for n in range(1200)).encode(), "application/x-www-form-urlencoded"),
]


def test_no_route_breaks_on_a_query_no_browser_sends(council: Council, case: Case) -> None:
    wrong = []
    for route in ROUTES:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(council, min(route.opens or {"hub_worker"})))
        for query in QUERIES:
            status = client.get(url_of(route, case) + query).status_code
            if status >= 500:
                wrong.append(f"GET {route.name}{query[:40]}: {status}")
    assert not wrong, "\n".join(wrong)


def test_no_route_breaks_on_a_body_no_browser_sends(council: Council, case: Case) -> None:
    wrong = []
    for route in ROUTES:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(council, min(route.opens or {"hub_worker"})))
        for body, kind in BODIES:
            status = client.post(url_of(route, case), body, content_type=kind).status_code
            if status >= 500:
                wrong.append(f"POST {route.name} {kind} {body[:30]!r}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "path", ["/families/%00/", "/search/%00/", "/%00", "/%ff%fe/", "/..%2f..%2fetc/passwd"]
)
def test_no_address_no_browser_writes_breaks_anything(council: Council, path: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(council.hub_worker)
    assert client.get(path).status_code in {302, 400, 404}


def test_what_is_given_twice_counts_once(council: Council, client: Client) -> None:
    client.force_login(council.hub_worker)
    answer = client.post(reverse("search"), {"query": ["Alex First", "Robin Last"]}, follow=True)
    assert "Robin Last" in answer.content.decode()
    assert "Alex First" not in answer.content.decode()


# --- Where a page may lead ------------------------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "http:evil.example",
    "javascript:alert(1)", "https:///evil.example", " //evil.example", "\t//evil.example", "https://testserver@evil.example/",
    "https://testserver.evil.example/", "//evil.example\\@testserver", "data:text/html,x", "%2f%2fevil.example",
    "http://2130706433/", "///evil.example", "/\t/evil.example",
]  # fmt: skip


def host_of(location: str) -> str:
    """Where a browser goes: it drops tabs and line breaks and reads a backslash as a slash."""
    read = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    return urlsplit(urljoin("http://testserver/sign-in/", re.sub("^/{2,}", "//", read))).netloc


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_website(council: Council, page: PageClient, target: str) -> None:
    with as_owner():
        user = make_member("Robin Worker", council.north_hub, "hub_worker")
        user.set_password(PASSWORD)
        user.save()
    sent = {"login": user.email, "password": PASSWORD, "next": target}
    answer = page.post(f"{reverse('account_login')}?next={quote(target)}", sent)
    assert answer.status_code == 302
    assert host_of(answer.headers["Location"]) == "testserver"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_out_leads_to_no_other_website(council: Council, page: PageClient, target: str) -> None:
    page.force_login(council.hub_worker)
    answer = page.post(reverse("account_logout"), {"next": target})
    assert host_of(answer.headers["Location"]) == "testserver"


def test_an_address_with_two_slashes_leads_nowhere_else(council: Council, page: PageClient, rf: Any) -> None:
    page.force_login(council.hub_worker)
    for path in ("//evil.example", "//evil.example/%2f..", "/\\evil.example"):
        location = page.get(path).headers.get("Location", "/")
        assert not location.startswith(("//", "/\\", "http")), path
    asked = rf.post("/x", {"note": NOTE}, PATH_INFO="//evil.example/x")
    assert asked.path == "//evil.example/x"
    held = held_post(hold(asked))
    assert held
    assert held["path"] == "/%2Fevil.example/x"
