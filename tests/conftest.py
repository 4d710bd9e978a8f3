"""Fixtures every test may use: a database in a plain role, pages that are checked, and a council to work in."""

import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings as given
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from familyhubs import local
from tests.chromium import FLAGS, chromium, environment
from tests.database import as_owner, copied_database, migrated_template, pointed_at
from tests.factories.accounts import Council, make_council
from tests.factories.recorded import Recorded, recorded
from tests.page_client import PageClient

# How long an example takes says something about this machine only.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that short ones are left to share out when one process has come to its end."""
    items.sort(key=lambda item: "crawl" not in item.keywords)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Each process of the run has a copy of the database the owner migrated; it works there in the web's plain role.

    Instead of pytest-django's own, which migrates once for each process.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with django_db_blocker.unblock():
        name = f"{migrated_template()}_{worker}"
        given.DOCUMENT_FOLDER = str(local.VAR / "test" / f"{migrated_template()}.documents")
        with copied_database(name), pointed_at(name):
            connection.settings_dict["OPTIONS"]["assume_role"] = "familyhubs_web"
            yield
            connection.close()
            del connection.settings_dict["OPTIONS"]["assume_role"]


@pytest.fixture(scope="session")
def recorded_council(django_db_setup: None, django_db_blocker: Any) -> Recorded:
    """How the council is made."""
    with django_db_blocker.unblock(), as_owner():
        return recorded(make_council)


@pytest.fixture
def council(db: None, recorded_council: Recorded) -> Council:
    """Two hubs, a youth justice team, a victim team and the officers: one member of staff for each persona."""
    with as_owner():
        return recorded_council.put()


@pytest.fixture
def page() -> PageClient:
    """A browser without scripts that checks every page it is given."""
    return PageClient()


@pytest.fixture(scope="session")
def no_files(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder that stays empty."""
    return str(tmp_path_factory.mktemp("no_files"))


@pytest.fixture(autouse=True)
def quick_settings(settings: Any, no_files: str) -> None:
    """Assets by their plain names, for which nothing need be collected, and none to be listed for each client;
    passwords that cost no time to check; and no second step, which ``force_login`` does not take. Tests of the second
    step ask for it."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.STATIC_ROOT = no_files
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own, copied from the migrated one, for tests that commit or that start other processes.

    Yields its name; the default connection points at it for the length of the test, in the web's plain role.
    """
    name = f"{connection.settings_dict['NAME']}_own"
    with django_db_blocker.unblock(), copied_database(name), pointed_at(name):
        yield name


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, which tests marked `browser` open tabs in."""
    program = chromium()
    if program is None:
        not_run = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        not_run("not run: this machine has no Chromium")
    # Playwright keeps an event loop in this process from now on, which Django would take for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        told = environment(program)
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS], env={**told})
        yield browser
        browser.close()
