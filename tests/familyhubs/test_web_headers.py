"""What every answer tells the browser, whichever layer gave it: pages, errors, downloads, redirects, the admin."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from familyhubs import local
from familyhubs.headers import NOBODY_MAY
from tests.database import as_owner
from tests.factories.accounts import PASSWORD, Council, make_member
from tests.page_client import PageClient
from tests.rules.cases import Case, make_case
from tests.rules.routes import ROUTES

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
BARE = dict.fromkeys(("default-src", "base-uri", "form-action", "frame-ancestors"), "'none'")
FORM = "application/x-www-form-urlencoded"
TEMPLATES = [*local.ROOT.glob("templates/**/*.html"), *local.ROOT.glob("*/templates/**/*.html")]


def policy(answer: HttpResponse) -> dict[str, str]:
    parts = (part.partition(" ") for part in answer.headers["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in parts}


def faults(answer: HttpResponse) -> list[str]:
    """What is missing from an answer of the portal's own."""
    said = answer.headers
    wanted = {
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
    }
    wrong = [f"{name}: {said.get(name)}" for name, value in wanted.items() if said.get(name) != value]
    wrong += [f"{name} is allowed" for name in NOBODY_MAY if f"{name}=()" not in said["Permissions-Policy"]]
    given = policy(answer)
    scripts = given.pop("script-src", "")
    is_page = said.get("Content-Type", "").startswith("text/html")
    if given != (POLICY if is_page else BARE):
        wrong.append(f"policy: {given}")
    if not re.fullmatch(r"('nonce-[\w+/=]{20,}')?", scripts):
        wrong.append(f"scripts: {scripts}")
    return wrong + [f"{name} is told" for name in ("Server", "X-Powered-By") if name in said]


@pytest.fixture
def case(council: Council) -> Case:
    with as_owner():
        council.give_passwords()
        return make_case(council.north_hub, council.hub_worker, "North")


def test_every_route_answers_with_every_header_and_is_kept_by_no_cache(
    council: Council, case: Case, client: Client
) -> None:
    wrong = []
    for route in ROUTES:
        persona = None if route.public else min(route.opens)
        client.logout()
        if persona:
            client.force_login(getattr(council, persona))
        with as_owner():
            url = reverse(route.name, kwargs=route.ids(case))
        answer = client.get(url) if route.post is None else client.post(url, route.post)
        wrong += [f"{route.name} {answer.status_code}: {fault}" for fault in faults(answer)]
        kept = answer.headers["Cache-Control"]
        if "no-store" not in kept and route.name not in {"robots_txt", "security_txt"}:
            wrong.append(f"{route.name}: Cache-Control: {kept}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def signed_in(council: Council, page: PageClient) -> PageClient:
    """The hub worker's browser."""
    page.force_login(council.hub_worker)
    return page


def broken(*args: Any, **kwargs: Any) -> None:
    raise ValueError("a bug")


def away(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("gone")


@pytest.mark.parametrize(
    ("fault", "status"), [(broken, 500), (away, 503)], ids=["a fault", "the database away"]
)
@pytest.mark.parametrize(
    "place", ["accounts.views.home.render", "accounts.middleware.SessionLimitsMiddleware.__call__"]
)
def test_a_broken_page_is_locked_down_as_well(
    signed_in: PageClient, monkeypatch: pytest.MonkeyPatch, place: str, fault: Any, status: int
) -> None:
    page = signed_in
    page.raise_request_exception = False
    monkeypatch.setattr(place, fault)
    answer = page.get(reverse("account"))
    assert answer.status_code == status
    assert faults(answer) == []
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.get("/nowhere/"), 404),
        (lambda client: client.get("/", headers={"host": "evil.example"}), 400),
        (lambda client: client.post("/sign-in/", {"login": "x"}), 403),
        (lambda client: client.get(reverse("retention:lists")), 403),
        (lambda client: client.post("/search/", b"x" * 3_000_000, content_type=FORM), 413),
        (lambda client: client.post("/search/", {"query": "x" * 3_000_000}), 413),
        (lambda client: client.put("/"), 405),
        (lambda client: client.get("/account"), 301),
        (lambda client: client.get("/health/"), 200),
        (lambda client: client.get("/health/ready/"), 200),
    ],
    ids=["404", "400", "CSRF", "403", "413", "413 in parts", "405", "redirect", "health", "ready"],
)
def test_an_answer_that_is_no_page_of_anybodys_is_locked_down(
    council: Council, ask: Any, status: int
) -> None:
    client = PageClient(enforce_csrf_checks=True)
    client.force_login(council.hub_worker)
    answer = ask(client)
    assert answer.status_code == status
    assert faults(answer) == []
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_a_signed_out_writer_typed_is_kept_by_no_cache(page: PageClient, db: None) -> None:
    met = page.post("/account/", {"note": "Robin sleeps badly"})
    assert met.status_code == 401
    assert met.headers["Cache-Control"] == "no-store"


def test_the_admin_leaves_out_no_more_than_its_scripts_need(council: Council, client: Client) -> None:
    client.force_login(council.admin)
    given = policy(client.get("/admin/"))
    scripts = given.pop("script-src")
    assert given == {name: value for name, value in POLICY.items() if "trusted-types" not in name}
    assert scripts == "http://testserver/static/admin/ http://testserver/admin/jsi18n/"


def test_signing_out_tells_the_browser_to_forget_what_it_kept(page: PageClient, council: Council) -> None:
    page.force_login(council.hub_worker)
    assert "Clear-Site-Data" not in page.get("/").headers
    left = page.post(reverse("account_logout"))
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    page.cookies.clear()
    assert "Clear-Site-Data" not in page.get(reverse("account_login")).headers


def test_a_session_that_has_run_out_is_forgotten_as_well(page: PageClient, council: Council) -> None:
    page.force_login(council.hub_worker)
    page.session.flush()
    assert page.get("/").headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(local.ROOT)))
def test_no_template_has_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""", text, re.IGNORECASE)
    scripts = re.findall(r"<script[^>]*>", text)
    assert all("nonce=" in script and "src=" in script for script in scripts)


def test_what_was_done_travels_in_no_cookie(page: PageClient, council: Council) -> None:
    page.force_login(council.hub_worker)
    answer = page.get(reverse("search_results", kwargs={"token": "lost"}))  # "That search is no longer kept"
    assert answer.status_code == 302
    assert set(answer.cookies) <= {"session", "csrf"}
    assert "no longer kept" in page.get(answer.headers["Location"]).content.decode()


@override_settings(SECURITY_CONTACT="mailto:security@hubs.example")
def test_whoever_finds_a_hole_is_told_where_to_report_it(page: PageClient, db: None) -> None:
    answer = page.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:security@hubs.example"
    assert lines["Canonical"] == "http://testserver/.well-known/security.txt"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", lines["Expires"])


def test_search_engines_may_list_the_published_pages_alone(page: PageClient, db: None) -> None:
    lines = page.get("/robots.txt").content.decode().splitlines()
    assert lines[-1] == "Disallow: /"
    assert "Allow: /privacy/$" in lines
    assert not [line for line in lines if "families" in line or "admin" in line]


def test_signing_in_gives_a_new_session_and_a_new_token(page: PageClient, db: None, council: Council) -> None:
    with as_owner():
        user = make_member("Robin Worker", council.north_hub, "hub_worker")
        user.set_password(PASSWORD)
        user.save()
    page.cookies["session"] = "chosenbyastranger1234567890abcde"
    page.get(reverse("account_login"))
    before = page.cookies["csrf"].value
    page.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    signed_in = page.cookies["session"].value
    assert signed_in != "chosenbyastranger1234567890abcde"
    assert page.cookies["csrf"].value != before
    changed = {"oldpassword": PASSWORD, "password1": PASSWORD + " 2", "password2": PASSWORD + " 2"}
    assert page.post(reverse("account_change_password"), changed).status_code == 302
    assert page.cookies["session"].value != signed_in
    assert page.get("/").status_code == 200
