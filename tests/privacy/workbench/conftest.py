"""An officer with a request received on Wednesday 10 March 2027; today is Saturday 20 March."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine

from cases.families.models import Person
from privacy.models import DataRequest
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request
from tests.page_client import PageClient


@pytest.fixture(autouse=True)
def in_march() -> Iterator[None]:
    with time_machine.travel(datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def subject(council: Council) -> Person:
    with as_owner():
        child = make_person(date_of_birth=datetime.date(2014, 5, 1))
        return make_family(council.north_hub, child).person


@pytest.fixture
def asked(council: Council, subject: Person) -> DataRequest:
    with as_owner():
        return make_request(subject, council.information_officer)


@pytest.fixture
def officer(council: Council, page: PageClient) -> PageClient:
    page.force_login(council.information_officer)
    return page


def on(name: str, day: str, month: str = "3") -> dict[str, str]:
    """A date as the form sends it."""
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": "2027"}
