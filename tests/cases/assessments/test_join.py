"""Somebody who joins the family while its assessment is open gets sections of their own."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.assessments.models import AssessmentPart
from tests.database import as_owner
from tests.factories.assessments import make_assessment
from tests.factories.families import REASON, join_family, make_person


def address(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.family_id, assessment.pk])


@pytest.fixture
def begun(council, file):
    with as_owner():
        return make_assessment(file, council.hub_worker)


@pytest.fixture
def kim(file, begun):
    """A child who joined after it was begun."""
    with as_owner():
        kim = make_person("Kim", "Example", date_of_birth=datetime.date(2020, 7, 8))
        join_family(kim, file.family)
    return kim


def titles(assessment):
    with as_owner():
        rows = AssessmentPart.objects.filter(assessment=assessment).select_related("section", "person")
        return [part.title for part in rows]


def added(client, assessment, person):
    return client.post(address("join", assessment), {"person": str(person.pk)}, follow=True)


def test_a_child_who_joined_is_offered_a_section_and_gets_it_once(worker, begun, kim):
    before = titles(begun)
    assert "Add a section for Kim Example" in worker.get(address("assessment", begun)).content.decode()
    for said in ("There is a section for Kim Example now", "nobody is without a section"):
        assert said in added(worker, begun, kim).content.decode()
    new = [title for title in titles(begun) if title not in before]
    assert new == ["The child’s voice: Kim Example"]
    page = worker.get(address("assessment", begun)).content.decode()
    assert "Add a section for" not in page
    assert "Send to the manager" not in page  # the new section is not finished


def test_nobody_is_offered_who_has_theirs_or_is_no_child(worker, file, begun):
    with as_owner():
        join_family(make_person("Gran", "Example", date_of_birth=datetime.date(1950, 1, 2)), file.family)
    assert "Add a section for" not in worker.get(address("assessment", begun)).content.decode()


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_what_is_with_the_manager_or_approved_gets_no_more_sections(worker, council, begun, kim, state):
    with as_owner():
        begun.state, begun.submitted_by, begun.submitted_at = state, council.hub_worker, timezone.now()
        if state == "approved":
            begun.decided_by, begun.decided_at = council.hub_manager, timezone.now()
        begun.save_by(by=council.hub_worker, reason=REASON)
    before = titles(begun)
    assert "Add a section for" not in worker.get(address("assessment", begun)).content.decode()
    assert "can no longer be changed" in added(worker, begun, kim).content.decode()
    assert titles(begun) == before


def test_somebody_of_another_family_and_another_team_get_nowhere(page, council, begun, kim):
    with as_owner():
        stranger = make_person("Stranger")
    page.force_login(council.hub_worker)
    before = titles(begun)
    for person in ("", "nonsense", str(stranger.pk)):
        page.post(address("join", begun), {"person": person})
    page.force_login(council.other_hub_worker)
    assert page.post(address("join", begun), {"person": str(kim.pk)}).status_code == 404
    assert titles(begun) == before
