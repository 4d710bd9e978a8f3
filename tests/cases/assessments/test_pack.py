"""What a copy of the record holds of an assessment: for somebody who left, nothing the family said after that."""

import datetime
import json

import pytest
from django.utils import timezone

from cases.assessments.models import Answer, AssessmentPart, FamilyCopy
from privacy.models import Pack
from privacy.tasks import collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.assessments import make_assessment
from tests.factories.families import REASON, make_family, make_person
from tests.factories.privacy import make_request

NOW = timezone.now()


def days_ago(days):
    return NOW - datetime.timedelta(days=days)


def write(row, at, by):
    """Save a row as somebody saved it at that moment."""
    row._history_date = at
    row.save_by(by=by, reason=REASON)


def pack_of(council, person):
    with as_owner():
        request = make_request(person, council.information_officer)
        pack = Pack.objects.create(request=request, asked_at=NOW)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    assert pack.state == "ready"
    text = bytes(pack.data).decode()
    json.loads(text)
    return text


@pytest.fixture
def told(council):
    """Lee left ten days ago. Before and after, the family answered, changed an answer, and a manager wrote."""
    by = council.hub_worker
    with as_owner():
        lee, sam = make_person("Lee"), make_person("Sam", date_of_birth=datetime.date(2019, 5, 6))
        file = make_family(council.north_hub, lee, sam, allocated_to=by)
        found = make_assessment(file, by, answered=False)
        found.started_at = days_ago(30)
        write(found, days_ago(30), by)
        part = AssessmentPart.objects.get(assessment=found, section__key="money")
        kept, later = (part.section.questions.get(key=key) for key in ("going_well", "worries"))
        answer = Answer(part=part, question=kept, value="zqbefore", given_at=days_ago(20))
        write(answer, days_ago(20), by)
        answer.value = "zqchangedafter"
        write(answer, days_ago(5), by)
        write(Answer(part=part, question=later, value="zqfirstafter", given_at=days_ago(5)), days_ago(5), by)
        child = AssessmentPart.objects.get(assessment=found, person=sam)
        day = child.section.questions.get(key="day")
        write(Answer(part=child, question=day, value="zqofthechild", given_at=days_ago(20)), days_ago(20), by)
        found.state, found.submitted_by, found.submitted_at = "returned", by, days_ago(4)
        found.decided_by, found.decided_at = council.hub_manager, days_ago(3)
        found.comments = "zqcommentafter"
        write(found, days_ago(3), council.hub_manager)
        membership = file.family.memberships.get(person=lee)
        membership.ended_on = timezone.localdate(days_ago(10))
        membership.save_by(by=by, reason="Moved out")
    return lee, sam


def test_a_former_member_gets_the_whole_familys_answers_as_they_stood_when_they_left(council, told):
    lee, _ = told
    text = pack_of(council, lee)
    assert "zqbefore" in text
    later = ("zqchangedafter", "zqfirstafter", "zqcommentafter", "Returned with comments", "zqofthechild")
    assert [mark for mark in later if mark in text] == []
    assert council.hub_manager.full_name not in text


def test_a_member_gets_all_of_it_with_its_earlier_words(council, told):
    _, sam = told
    text = pack_of(council, sam)
    marks = ("zqbefore", "zqchangedafter", "zqfirstafter", "zqcommentafter", "zqofthechild")
    assert [mark for mark in marks if mark not in text] == []


def test_an_answer_taken_back_is_still_told(council, told):
    _, sam = told
    with as_owner():
        answer = Answer.objects.get(value="zqfirstafter")
        answer.value = ""
        write(answer, days_ago(1), council.hub_worker)
    assert "zqfirstafter" in pack_of(council, sam)


def test_the_pack_says_what_went_into_a_copy_and_not_what_was_left_out(council):
    by = council.hub_worker
    with as_owner():
        lee = make_person("Lee")
        found = make_assessment(make_family(council.north_hub, lee, allocated_to=by), by)
        found.state, found.submitted_by, found.submitted_at = "approved", by, days_ago(4)
        found.decided_by, found.decided_at = council.hub_manager, days_ago(3)
        write(found, days_ago(3), council.hub_manager)
        copy = FamilyCopy(assessment=found, made_by=by, made_at=days_ago(2), way="post")
        copy.sections, copy.left_out = "zqinthecopy", "zqleftout"
        write(copy, days_ago(2), by)
    text = pack_of(council, lee)
    assert "zqinthecopy" in text
    assert "By post" in text
    assert "zqleftout" not in text
