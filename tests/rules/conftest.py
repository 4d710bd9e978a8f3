"""What the tests of every route share."""

import pytest

from tests.database import as_owner
from tests.factories.accounts import Council
from tests.rules.cases import World, make_case


@pytest.fixture
def world(council: Council) -> World:
    with as_owner():
        council.give_passwords()
        return World(
            council,
            make_case(council.north_hub, council.hub_worker, "North"),
            make_case(council.north_hub, council.hub_worker, "Sibling"),
            make_case(council.south_hub, council.other_hub_worker, "South"),
        )
