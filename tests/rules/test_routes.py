"""Every route, every persona, one status each; and every id of somebody else's object is 404.

The table is ``tests/rules/routes.py``.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.checks import routes
from accounts.declared import declared_access
from accounts.permissions import Permission
from tests.database import as_owner
from tests.rules.cases import World
from tests.rules.routes import PERSONAS, ROUTES, Route

WITH_IDS = [route for route in ROUTES if route.ids.__name__ != "no_ids"]
ADMIN = "admin/"
OF_NO_FAMILY = {"groups:walk_in_add"}  # a session belongs to no family: anybody one sees may come to it


def named_routes(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Path and full name (``families:family``) of every route."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from named_routes(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield path, ":".join(filter(None, [namespace, entry.name]))


def own_routes() -> list[tuple[str, str]]:
    return [(path, name) for path, name in named_routes() if not path.startswith(ADMIN)]


def ask(client: Client, route: Route, kwargs: dict[str, Any]) -> int:
    url = reverse(route.name, kwargs=kwargs)
    response = client.get(url) if route.post is None else client.post(url, route.post)
    return response.status_code


def sign_in(client: Client, world: World, persona: str) -> None:
    client.force_login(getattr(world.council, persona))


def test_the_walk_misses_no_route() -> None:
    assert sorted(path for path, _ in named_routes()) == sorted(path for path, _ in routes())


def test_every_route_has_a_line_in_the_table() -> None:
    known = {route.name for route in ROUTES}
    missing = [
        f'    Route("{name}", opens=…, hidden=…, ids=…),  # {path}'
        for path, name in own_routes()
        if name not in known
    ]
    assert not missing, (
        "Add these lines to a list in tests/rules/routes.py (its docstring explains them):\n"
        + "\n".join(missing)
    )


def test_every_line_names_a_route_that_exists() -> None:
    names = {name for _, name in own_routes()}
    gone = [route.name for route in ROUTES if route.name not in names]
    assert not gone, f"Remove from tests/rules/routes.py: {gone}"


def test_every_route_has_a_name_of_its_own() -> None:
    names = [name for _, name in own_routes()]
    assert not [name for name in names if not name or name.endswith(":") or names.count(name) > 1]


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_each_persona_gets_what_the_table_says(world: World, client: Client, persona: str) -> None:
    sign_in(client, world, persona)
    wrong = []
    for route in ROUTES:
        with as_owner():
            kwargs = route.ids(world.ours)
        status = ask(client, route, kwargs)
        if status != route.expected(persona):
            wrong.append(f"{route.name} {kwargs}: {status}, expected {route.expected(persona)}")
        if route.name in {"account_logout", "account_login"}:
            sign_in(client, world, persona)
    assert not wrong, f"{persona}:\n" + "\n".join(wrong)


def test_whoever_is_signed_out_is_sent_to_sign_in(world: World, client: Client) -> None:
    wrong = []
    for route in ROUTES:
        if route.public:
            continue
        with as_owner():
            url = reverse(route.name, kwargs=route.ids(world.ours))
        got, posted = client.get(url), client.post(url, route.post or {})
        if got.status_code != 302 or not got.headers["Location"].startswith(reverse("account_login")):
            wrong.append(f"GET {route.name}: {got.status_code}")
        if posted.status_code != 401:
            wrong.append(f"POST {route.name}: {posted.status_code}")
    assert not wrong, "\n".join(wrong)


def mixtures(own: dict[str, Any], foreign: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The ids of one's own case with each of them in turn, and then all, taken from another case."""
    swapped = [name for name in own if own[name] != foreign[name]]
    for name in swapped:
        yield own | {name: foreign[name]}
    yield foreign


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager"])
def test_the_ids_of_another_teams_objects_do_not_exist(world: World, client: Client, persona: str) -> None:
    sign_in(client, world, persona)
    wrong = []
    for route in WITH_IDS:
        with as_owner():
            own, foreign = route.ids(world.ours), route.ids(world.theirs)
        if own == foreign:
            continue
        for kwargs in mixtures(own, foreign):
            url = reverse(route.name, kwargs=kwargs)
            expected = {403} if route.expected(persona) == 403 else {404}
            statuses = {client.post(url, route.post or {}).status_code}
            if route.post is None:
                statuses = {client.get(url).status_code} | (statuses - {405})
            if statuses != expected:
                wrong.append(f"{route.name} {kwargs}: {statuses}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def test_the_id_of_a_row_of_another_visible_family_does_not_exist_on_this_one(
    world: World, client: Client
) -> None:
    sign_in(client, world, "hub_worker")
    wrong = []
    for route in WITH_IDS:
        with as_owner():
            own, sibling = route.ids(world.ours), route.ids(world.sibling)
        swapped = [name for name in own if own[name] != sibling[name]]
        if len(swapped) < 2 or route.name in OF_NO_FAMILY:
            continue
        for name in swapped:
            url = reverse(route.name, kwargs=own | {name: sibling[name]})
            status = client.post(url, route.post or {}).status_code
            expected = 403 if route.expected("hub_worker") == 403 else 404
            if status not in {expected, 405 if route.post is None else expected}:
                wrong.append(f"POST {route.name} with another {name}: {status}")
            if route.post is None and client.get(url).status_code != expected:
                wrong.append(f"GET {route.name} with another {name} is not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_the_administration_opens_to_administrators_alone(world: World, client: Client, persona: str) -> None:
    sign_in(client, world, persona)
    wrong = []
    for path, name in named_routes():
        if not path.startswith(ADMIN) or not name:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        status = client.get(url).status_code
        if persona != "admin" and status != 403:
            wrong.append(f"{name}: {status}")
    assert not wrong
    assert client.get(reverse("admin:index")).status_code == (200 if persona == "admin" else 403)


def test_every_route_of_the_administration_asks_for_a_permission() -> None:
    undeclared = [
        path
        for path, route in routes()
        if path.startswith(ADMIN) and declared_access(route.callback) not in set(Permission)
    ]
    assert not undeclared
