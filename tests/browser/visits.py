"""Every page a person can open, and as whom. The route table of ``tests/rules`` says which there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.browser.world import World
from tests.rules.routes import ROUTES, Route

# Whom the family of the world is allocated to, then whoever else may open a page.
FIRST = ("hub_worker", "information_officer", "records_officer", "hub_manager", "admin")


@dataclass(frozen=True)
class Visit:
    """One page: where it is, and who looks at it (``None`` without signing in)."""

    name: str
    persona: str | None
    path: Callable[[World], str]

    def __str__(self) -> str:
        return self.name


def _of_route(route: Route, name: str) -> Visit:
    persona = None if route.public else next(p for p in FIRST if p in route.opens)
    return Visit(name, persona, lambda world: reverse(route.name, kwargs=route.ids(world.case)))


def route_visits() -> list[Visit]:
    """Each line of the route table that shows a page; a route with several lines gets a number."""
    visits, seen = [], {}  # type: ignore[var-annotated]
    for route in ROUTES:
        if route.post is None and (route.status == 200 or route.name == "account_login"):
            seen[route.name] = number = seen.get(route.name, 0) + 1
            visits.append(_of_route(route, route.name if number == 1 else f"{route.name}-{number}"))
    return visits


def _at(name: str, **ids: Callable[[World], object]) -> Callable[[World], str]:
    return lambda world: reverse(name, kwargs={key: value(world) for key, value in ids.items()})


MORE = [
    Visit("notice in easy read", None, lambda world: "/privacy/?style=easy-read"),
    Visit("notice in large print", None, lambda world: "/privacy/?style=large-print"),
    Visit("home of a manager", "hub_manager", _at("home")),
    Visit("home of an officer", "records_officer", _at("home")),
    Visit("home of an administrator", "admin", _at("home")),
    Visit(
        "chronology to print",
        "hub_worker",
        lambda world: _at("contacts:chronology", family_id=lambda w: w.case.family.pk)(world) + "?print=1",
    ),
    Visit(
        "chronology filtered wrongly",
        "hub_worker",
        lambda world: (
            _at("contacts:chronology", family_id=lambda w: w.case.family.pk)(world)
            + "?since_day=31&since_month=2&since_year=2026"
        ),
    ),
    Visit("not found", "hub_worker", lambda world: "/nowhere/"),
    Visit("refused", "records_officer", _at("families:family", family_id=lambda w: w.case.family.pk)),
    Visit(
        "data request with its pack",
        "information_officer",
        _at("privacy:request", request_id=lambda w: w.request.pk),
    ),
    *(
        Visit(
            f"pack looked through, {name}",
            "information_officer",
            _at(f"redaction:{name}", review_id=lambda w: w.pack.review.pk),
        )
        for name in ("review", "many", "people", "log", "submit")
    ),
    Visit(
        "pack looked through, a passage",
        "information_officer",
        _at("redaction:passage", review_id=lambda w: w.pack.review.pk, number=lambda w: 1),
    ),
    Visit(
        "access log of a worker",
        "information_officer",
        lambda world: f"{_at('privacy:looks')(world)}?staff={world.staff('hub_worker').pk}",
    ),
    Visit(
        "disposal list proposed", "records_officer", _at("retention:list", list_id=lambda w: w.disposal.pk)
    ),
]
