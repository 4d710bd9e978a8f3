"""Fixtures every test may use: a database in a plain role, pages that are checked, and a council to work in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections

from tests.database import as_owner
from tests.factories.accounts import Council, make_council
from tests.page_client import PageClient


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the owner has migrated, every connection of the tests is the web's plain role."""
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"]["assume_role"] = "familyhubs_web"
        yield
        connection.close()
        del connection.settings_dict["OPTIONS"]["assume_role"]


@pytest.fixture
def council(db: None) -> Council:
    """Two hubs, a youth justice team, a victim team and the officers: one member of staff for each persona."""
    with as_owner():
        return make_council()


@pytest.fixture
def page() -> PageClient:
    """A browser without scripts that checks every page it is given."""
    return PageClient()


@pytest.fixture(autouse=True)
def plain_assets(settings: Any) -> None:
    """Addresses of assets are their plain names: no test needs the collected manifest."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own, copied from the migrated one, for tests that commit or that start other processes.

    Yields its name; the default connection points at it for the length of the test, in the web's plain role.
    """
    template, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_own"
    with django_db_blocker.unblock():
        connection.close()
        _as_superuser(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )
        connection.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = template
            _as_superuser(f'DROP DATABASE "{name}" WITH (FORCE)')


def _as_superuser(*statements: str) -> None:
    """Run statements that no transaction may hold, beside the test's own connection."""
    role = connection.settings_dict["OPTIONS"].pop("assume_role", None)
    try:
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        if role:
            connection.settings_dict["OPTIONS"]["assume_role"] = role
