"""What the tests of the design layer share."""

import pytest

from govuk.build import install_packages


@pytest.fixture(scope="session")
def packages() -> None:
    """The npm packages with the examples that GOV.UK publishes for its own components."""
    install_packages()
