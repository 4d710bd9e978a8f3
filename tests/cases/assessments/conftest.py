"""A family of an adult and a child with its worker signed in."""

import datetime

import pytest

from tests.database import as_owner
from tests.factories.families import make_family, make_person


@pytest.fixture
def file(council):
    """Alex and Sam Example, with the north hub and allocated to its worker."""
    with as_owner():
        return make_family(
            council.north_hub,
            make_person("Alex", "Example", date_of_birth=datetime.date(1990, 3, 4)),
            make_person("Sam", "Example", date_of_birth=datetime.date(2019, 5, 6)),
            allocated_to=council.hub_worker,
        )


@pytest.fixture
def worker(page, council):
    """The page client signed in as the family's worker."""
    page.force_login(council.hub_worker)
    return page
