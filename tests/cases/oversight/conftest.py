"""A family of the north hub, and its manager signed in."""

import pytest

from tests.database import as_owner
from tests.factories.families import make_family, make_person


@pytest.fixture
def file(council):
    """Alex and Sam Example, with the north hub and allocated to its worker."""
    with as_owner():
        return make_family(
            council.north_hub, make_person("Alex"), make_person("Sam"), allocated_to=council.hub_worker
        )


@pytest.fixture
def manager(page, council):
    """The page client signed in as the manager of the hub."""
    page.force_login(council.hub_manager)
    return page
