"""Two records of one child in two families of the north hub; and two records of one family of that hub."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from cases.families.models import Person
from tests.cases.families.merging.family_twice import FamilyTwice, make_family_twice
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.rules.cases import Case, make_case


@dataclass
class Twice:
    """One person on record twice: ``leader`` in ``ours``, ``other`` in ``sibling``."""

    ours: Case
    sibling: Case
    manager: User

    @property
    def leader(self) -> Person:
        """The record that stays."""
        return self.ours.person

    @property
    def other(self) -> Person:
        """The record that goes."""
        return self.sibling.person


@pytest.fixture
def twice(council: Council) -> Twice:
    with as_owner():
        ours = make_case(council.north_hub, council.hub_worker, "North")
        sibling = make_case(council.north_hub, council.hub_worker, "Norht")
    return Twice(ours, sibling, council.hub_manager)


@pytest.fixture
def doubled(council: Council) -> FamilyTwice:
    with as_owner():
        return make_family_twice(council)
