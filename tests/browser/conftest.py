"""A portal to open in a real browser, full of made-up people, and tabs that notice everything that goes wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser

from tests.browser.portal import Portal, served
from tests.browser.tabs import Tabs
from tests.browser.world import World, make_world
from tests.database import as_owner, copied_database, copy_database, pointed_at


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def furnished(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, World]]:
    """A database full of made-up people, to be copied."""
    with django_db_blocker.unblock():
        database = f"{connection.settings_dict['NAME']}_furnished"
        with copied_database(database):
            with pointed_at(database), as_owner():
                world = make_world()
            yield database, world


@pytest.fixture(scope="session")
def shown(
    browser: Browser, furnished: tuple[str, World], django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Portal, World]]:
    """One portal for all tests that only look."""
    yield from _served(furnished, "shown", django_db_blocker, tmp_path_factory.mktemp("shown") / "web.log")


@pytest.fixture(scope="session")
def kept(
    browser: Browser, furnished: tuple[str, World], django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Portal, World]]:
    """A portal that goes on while one test after the other is given a database of its own in it."""
    yield from _served(furnished, "lived_in", django_db_blocker, tmp_path_factory.mktemp("kept") / "web.log")


@pytest.fixture
def lived_in(
    kept: tuple[Portal, World], furnished: tuple[str, World], django_db_blocker: Any
) -> tuple[Portal, World]:
    """A portal of one test's own, to change things in: nothing of an earlier test is in its database."""
    portal, _ = kept
    with django_db_blocker.unblock():
        copy_database(portal.database, furnished[0])
    return portal, of_its_own(furnished[1])


@pytest.fixture
def short_lived(
    browser: Browser, furnished: tuple[str, World], django_db_blocker: Any, tmp_path: Path
) -> Iterator[tuple[Portal, World]]:
    """A portal whose sessions end after half a minute."""
    log, limit = tmp_path / "web.log", {"SESSION_IDLE_SECONDS": "30"}
    yield from _served(furnished, "short_lived", django_db_blocker, log, **limit)


def _served(
    furnished: tuple[str, World], suffix: str, blocker: Any, log: Path, **settings: str
) -> Iterator[tuple[Portal, World]]:
    template, world = furnished
    database = template.replace("_furnished", f"_{suffix}")
    with blocker.unblock(), copied_database(database, template), served(database, log, **settings) as portal:
        yield portal, of_its_own(world)


def of_its_own(world: World) -> World:
    """The made-up people as they were furnished: what a test makes beside them is in its own database alone."""
    return replace(world, case=replace(world.case, extra=dict(world.case.extra)))


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Callable[..., Tabs]]:
    """Opens browsers of their own (cookies and all); at the end of the test nothing may have been complained about."""
    opened: list[Tabs] = []

    def open_one(portal: Portal, **options: Any) -> Tabs:
        opened.append(Tabs(browser, portal, **options))
        return opened[-1]

    yield open_one
    complaints = [complaint for each in opened for complaint in each.close()]
    assert not complaints, "\n".join(complaints)
