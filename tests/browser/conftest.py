"""A portal to open in a real browser, full of made-up people, and tabs that notice everything that goes wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser

from tests.browser.portal import Portal, served
from tests.browser.tabs import Tabs
from tests.browser.world import World, make_world
from tests.database import as_owner, copied_database, pointed_at


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


def _world(suffix: str, blocker: Any, log: Any) -> Iterator[tuple[Portal, World]]:
    with blocker.unblock():
        database = f"{connection.settings_dict['NAME']}_{suffix}"
        with copied_database(database):
            with pointed_at(database), as_owner():
                world = make_world()
            with served(database, log) as portal:
                yield portal, world


@pytest.fixture(scope="session")
def shown(
    browser: Browser, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Portal, World]]:
    """One portal for all tests that only look."""
    yield from _world("shown", django_db_blocker, tmp_path_factory.mktemp("shown") / "web.log")


@pytest.fixture
def lived_in(
    browser: Browser, django_db_setup: None, django_db_blocker: Any, tmp_path: Any
) -> Iterator[tuple[Portal, World]]:
    """A portal of one test's own, to change things in."""
    yield from _world("lived_in", django_db_blocker, tmp_path / "web.log")


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
