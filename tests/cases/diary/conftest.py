"""A family of the north hub, its worker and its manager signed in."""

import pytest

from tests.database import as_owner
from tests.factories.families import make_family, make_person
from tests.page_client import PageClient


@pytest.fixture
def file(council):
    """Alex and Sam Example, with the north hub and allocated to its worker."""
    with as_owner():
        return make_family(
            council.north_hub, make_person("Alex"), make_person("Sam"), allocated_to=council.hub_worker
        )


@pytest.fixture
def elsewhere(council):
    """A family of the south hub."""
    with as_owner():
        return make_family(council.south_hub, name="Elsewhere", allocated_to=council.other_hub_worker)


def signed_in(user):
    """A page client of this person."""
    client = PageClient()
    client.force_login(user)
    return client


@pytest.fixture
def worker(council):
    """The page client signed in as the family's worker."""
    return signed_in(council.hub_worker)


@pytest.fixture
def manager(council):
    """The page client signed in as the manager of the hub."""
    return signed_in(council.hub_manager)
