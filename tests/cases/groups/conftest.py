"""A group of the north hub with two families in it."""

from dataclasses import dataclass

import pytest

from cases.groups.models import Cohort, Enrolment, Session
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import FamilyFile, make_family, make_person
from tests.factories.groups import make_cohort, make_enrolment, make_programme


@dataclass
class Group:
    """The group as a test needs it."""

    cohort: Cohort
    session: Session
    alder: FamilyFile
    birch: FamilyFile
    amy: Enrolment
    ben: Enrolment


@pytest.fixture
def group(council: Council) -> Group:
    """Amy Alder and Ben Birch take part in a group that meets today; it has two places."""
    with as_owner():
        cohort = make_cohort(make_programme(council.north_hub, "Calm Parents"), capacity=2)
        alder = make_family(council.north_hub, make_person("Amy", "Alder"), name="Alder")
        birch = make_family(council.north_hub, make_person("Ben", "Birch"), name="Birch")
        return Group(
            cohort,
            cohort.sessions.get(),
            alder,
            birch,
            make_enrolment(cohort, alder),
            make_enrolment(cohort, birch),
        )
