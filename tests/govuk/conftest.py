"""Pages are drawn without a collected manifest of assets."""

from typing import Any

import pytest

from govuk.build import install_packages


@pytest.fixture(autouse=True)
def plain_assets(settings: Any) -> None:
    """Addresses of assets are their plain names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def packages() -> None:
    """The npm packages with the examples that GOV.UK publishes for its own components."""
    install_packages()
