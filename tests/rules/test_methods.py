"""Every route, every persona, every HTTP method: what a route does not take is 405, and touches nothing.

Whoever may not open the page is told so first (403, or the way to sign in), whatever the method: the methods of a page
are no business of theirs. Which methods a route takes stands beside its permission (``accounts.access``), so refusals
are asked of the route itself, without the pages around it; what a route takes is sent through the whole portal.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from accounts.access import FORM, POST, READ
from accounts.checks import routes
from tests.database import as_owner, own_business, written
from tests.rules.cases import World
from tests.rules.routes import PERSONAS, ROUTES, Route

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
BUTTONS = {"retention:schedule_approval"}  # pages whose form is one button: sent empty, it does what it says


def takes(url: str) -> tuple[str, ...]:
    return resolve(url).func.takes


def refusal(url: str, method: str, user: Any) -> HttpResponse | int:
    """What the route says to a method, when the answer is no: its answer, or 403."""
    found, request = resolve(url), RequestFactory().generic(method, url)
    request.user = user
    try:
        return found.func(request, *found.args, **found.kwargs)
    except PermissionDenied:
        return 403


def wrong_refusal(url: str, method: str, user: Any, *, may_open: bool) -> str:
    """What is wrong with the answer to a method that the route does not take, or to somebody it does not open to."""
    answer = refusal(url, method, user)
    if isinstance(answer, int):
        return "" if not may_open else f"{method} {url}: {answer}"
    allowed = tuple(answer.headers.get("Allow", "").split(", "))
    is_right = may_open and answer.status_code == 405 and allowed == takes(url) and not answer.content
    return "" if is_right else f"{method} {url}: {answer.status_code}, Allow {allowed}"


@pytest.fixture
def urls(world: World) -> list[tuple[Route, str]]:
    """Each line of the table with its address."""
    with as_owner():
        return [(route, reverse(route.name, kwargs=route.ids(world.ours))) for route in ROUTES]


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_each_route_refuses_each_method_it_does_not_take(
    world: World, urls: list[tuple[Route, str]], persona: str
) -> None:
    user, before = getattr(world.council, persona), written()
    wrong = []
    for route, url in urls:
        may_open = route.public or persona in route.opens | route.hidden
        methods = [method for method in METHODS if not may_open or method not in takes(url)]
        wrong += [wrong_refusal(url, method, user, may_open=may_open) for method in methods]
    assert not list(filter(None, wrong)), "\n".join(filter(None, wrong))
    assert written() == before


def test_methods_that_no_route_takes_are_refused_before_anything_else(
    world: World, urls: list[tuple[Route, str]], client: Client
) -> None:
    client.force_login(world.council.hub_worker)
    wrong = []
    for route, url in urls:
        before = written()
        statuses = {client.generic(method, url).status_code for method in ("OPTIONS", "DELETE")}
        touched = written().items() - before.items()
        if statuses != {405} or {table for table, _ in touched} - {"django_session"}:
            wrong.append(f"{route.name}: {statuses}; wrote {touched}")
    assert not wrong, "\n".join(wrong)


def test_whoever_is_signed_out_learns_no_methods(db: None, urls: list[tuple[Route, str]]) -> None:
    before, wrong = written(), []
    for route, url in urls:
        for method in METHODS:
            if route.public and method not in takes(url):
                wrong.append(wrong_refusal(url, method, AnonymousUser(), may_open=True))
            if not route.public:
                answer = refusal(url, method, AnonymousUser())
                expected = 401 if method == "POST" else 302
                if isinstance(answer, int) or answer.status_code != expected or "Allow" in answer.headers:
                    wrong.append(f"{method} {route.name}: {answer}")
    assert not list(filter(None, wrong)), "\n".join(filter(None, wrong))
    assert written() == before


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_an_empty_form_changes_nothing(
    world: World, urls: list[tuple[Route, str]], client: Client, persona: str
) -> None:
    client.force_login(getattr(world.council, persona))
    wrong = []
    for route, url in urls:
        may_open = route.public or persona in route.opens | route.hidden
        if takes(url) != FORM or not may_open or route.name in BUTTONS | {"account_logout"}:
            continue
        before = written()
        status = client.post(url).status_code
        touched = {table for table, _ in written().items() - before.items() if not own_business(table)}
        if status not in ({404} if route.expected(persona) == 404 else {200, 302}) or touched:
            wrong.append(f"{route.name}: {status}, wrote {touched}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("persona", ["hub_worker", "information_officer", "records_officer"])
def test_head_answers_as_get_does(
    world: World, urls: list[tuple[Route, str]], client: Client, persona: str
) -> None:
    client.force_login(getattr(world.council, persona))
    wrong = []
    for route, url in urls:
        if persona not in route.opens or "GET" not in takes(url):
            continue
        answers = client.get(url), client.head(url)
        got, head = ([it.status_code, it.get("Content-Type"), it.get("Location")] for it in answers)
        if got != head or answers[1].content:
            wrong.append(f"{route.name}: {got} {head}")
    assert not wrong, "\n".join(wrong)


def test_each_route_takes_one_of_the_three_ways() -> None:
    assert {entry.callback.takes for _, entry in routes()} == {READ, FORM, POST}


def test_the_table_sends_where_a_route_is_only_sent_to(db: None, urls: list[tuple[Route, str]]) -> None:
    for route, url in urls:
        assert (route.post is None) == ("GET" in takes(url)), route.name


def admin_urls() -> Iterator[str]:
    """Every address of Django admin, with the key of a real row where there is one."""
    for path, _ in routes():
        if not path.startswith("admin/"):
            continue
        row: Any = None
        if found := re.match(r"admin/(\w+)/(\w+)/", path):
            row = apps.get_model(*found.groups())._base_manager.first()
        version = row.history.first() if hasattr(row, "history") else None
        key, version_key = str(row.pk if row else "nothing"), str(version.pk if version else 0)
        url = path.replace("<path:object_id>", key).replace(
            "^([^/]+)/history/([^/]+)/$", f"{key}/history/{version_key}/"
        )
        url = re.sub(r"\^\(\?P<app_label>(\w+).*", r"\1/", url)
        yield "/" + url.replace("(?P<url>.*)$", "no-such-page")


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_the_administration_refuses_each_method_to_whom_it_is_closed(world: World, persona: str) -> None:
    with as_owner():
        urls = list(admin_urls())
    user, before, may_open = getattr(world.council, persona), written(), persona == "admin"
    assert len(urls) > 200
    wrong = [
        wrong_refusal(url, method, user, may_open=may_open)
        for url in urls
        for method in METHODS
        if not may_open or method not in takes(url)
    ]
    assert not list(filter(None, wrong)), "\n".join(filter(None, wrong))
    assert written() == before


def test_the_administration_answers_the_administrator(world: World, client: Client) -> None:
    with as_owner():
        urls = list(admin_urls())
    client.force_login(world.council.admin)
    wrong = []
    for url in urls:
        for method in takes(url):
            before = written()
            status = client.generic(
                method, url
            ).status_code  # missing rows: 404, or the index with a word about it
            touched = {table for table, _ in written().items() - before.items() if not own_business(table)}
            if status not in {200, 301, 302, 403, 404} or touched:
                wrong.append(f"{method} {url}: {status}, wrote {touched}")
    assert not wrong, "\n".join(wrong)
