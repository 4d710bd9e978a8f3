"""A front door with its worker and its manager."""

import pytest


@pytest.fixture
def worker(page, council):
    """The page client signed in as the hub worker, who records and does not decide."""
    page.force_login(council.hub_worker)
    return page


@pytest.fixture
def front_door(page, council):
    """The page client signed in as the manager, who decides for the north hub."""
    page.force_login(council.hub_manager)
    return page
