"""A full family file of the north hub, and a page client signed in as its worker."""

import pytest

from tests.database import as_owner
from tests.factories.accounts import Council
from tests.page_client import PageClient
from tests.rules.cases import Case, make_case


@pytest.fixture
def case(council: Council) -> Case:
    with as_owner():
        return make_case(council.north_hub, council.hub_worker, "North")


@pytest.fixture
def worker(council: Council) -> PageClient:
    client = PageClient()
    client.force_login(council.hub_worker)
    return client
