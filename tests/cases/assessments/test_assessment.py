"""From beginning an assessment to a manager's signature."""

import re
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.assessments.models import Answer, Assessment, AssessmentPart, FormVersion
from cases.families.actions.rows import row_version
from cases.families.models import Draft, PersonLanguage
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.assessments import make_assessment, make_submitted
from tests.factories.families import REASON


def address(name, assessment, *more):
    return reverse(f"assessments:{name}", args=[assessment.family_id, assessment.pk, *more])


def part_of(assessment, key):
    return AssessmentPart.objects.get(assessment=assessment, section__key=key)


def version_of(part):
    with as_owner():
        return str(row_version(part))


def answers_of(part):
    with as_owner():
        return {row.question.key: row.value for row in part.answers.select_related("question")}


@pytest.fixture
def begun(council, file):
    with as_owner():
        return make_assessment(file, council.hub_worker, answered=False)


@pytest.fixture
def money(begun):
    with as_owner():
        return part_of(begun, "money")


def test_beginning_makes_every_section_and_one_for_each_child(worker, file):
    answer = worker.post(
        reverse("assessments:start", args=[file.family.pk]),
        {"form": FormVersion.objects.get().pk, "involvement": file.involvement.pk},
    )
    with as_owner():
        made = Assessment.objects.get()
        titles = [part.title for part in made.parts.all()]
    assert answer.url == address("assessment", made)
    assert len(titles) == 15
    assert "The child’s voice: Sam Example" in titles
    shown = worker.get(answer.url).content.decode()
    assert "0 of 15 finished" in shown
    assert "A secure home" in shown


def test_work_has_one_open_assessment_at_a_time(worker, file, begun):
    answer = worker.post(
        reverse("assessments:start", args=[file.family.pk]),
        {"form": FormVersion.objects.get().pk, "involvement": file.involvement.pk},
    )
    assert "Carry on with that one" in answer.content.decode()
    with as_owner():
        assert Assessment.objects.count() == 1


def test_answers_are_kept_unfinished_and_a_finished_section_needs_them_all(worker, begun, money):
    url = address("section", begun, money.pk)
    answer = worker.post(url, {"version": version_of(money), "going_well": "Work again", "finish": "1"})
    assert answer.status_code == 200
    assert {"has_worries", "score"} <= set(answer.context["form"].errors)
    assert "Work again" in answer.content.decode()
    assert answers_of(money) == {}
    assert (
        worker.post(url, {"version": version_of(money), "going_well": "Work again", "later": "1"}).status_code
        == 302
    )
    assert answers_of(money) == {"going_well": "Work again"}
    full = {"going_well": "Work again", "has_worries": "Yes", "worries": "Debt", "score": "4", "finish": "1"}
    worker.post(url, {"version": version_of(money), **full})
    assert answers_of(money) == {
        "going_well": "Work again",
        "has_worries": "Yes",
        "worries": "Debt",
        "score": "4",
    }
    with as_owner():
        assert AssessmentPart.objects.get(pk=money.pk).is_complete


@pytest.mark.parametrize(
    ("said", "field"),
    [({"score": "11"}, "score"), ({"score": "four"}, "score"),
     ({"score": "-1"}, "score"), ({"has_worries": "Perhaps"}, "has_worries"),
     ({"worries": "Debt"}, "has_worries"), ({"going_well": "x" * 10_001}, "going_well")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(worker, begun, money, said, field):
    answer = worker.post(address("section", begun, money.pk), {"version": version_of(money), **said})
    assert field in answer.context["form"].errors
    assert answers_of(money) == {}


def test_a_follow_up_is_there_without_scripts_and_dropped_when_it_is_not_asked(worker, begun, money):
    url = address("section", begun, money.pk)
    assert "Only if “Are there worries or needs?” is “Yes”." in worker.get(url).content.decode()
    worker.post(url, {"version": version_of(money), "has_worries": "No", "worries": "Debt"})
    assert answers_of(money) == {"has_worries": "No"}


def test_a_section_opens_with_what_the_record_says_and_says_so(worker, file, begun):
    with as_owner():
        PersonLanguage(person=file.people[1], language="Polish", needs_interpreter=True).save_by(
            by=None, reason=REASON
        )
        part = part_of(begun, "family")
    shown = worker.get(address("section", begun, part.pk)).content.decode()
    for words in (
        "Sam Example: 6 May 2019",
        "Sam Example: Polish, interpreter needed",
        "Filled in from the record",
    ):
        assert words in shown


def test_two_people_are_told_and_shown_both(worker, council, begun, money):
    url, seen = address("section", begun, money.pk), version_of(money)
    with as_owner():
        question = money.section.questions.get(key="going_well")
        told = Answer(part=money, question=question, value="Theirs", given_at=timezone.now())
        told.save_by(by=council.hub_manager, reason=REASON)
        money.save_by(by=council.hub_manager, reason=REASON)
    answer = worker.post(url, {"version": seen, "going_well": "Mine"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Theirs" in shown
    assert "Mine" in shown
    assert "Malik Manager saved this section" in shown
    assert answers_of(money) == {"going_well": "Theirs"}
    worker.post(url, {"version": answer.context["form"]["version"].value(), "going_well": "Both"})
    assert answers_of(money) == {"going_well": "Both"}


def test_what_is_typed_outlives_a_time_out(worker, council, begun, money):
    url = address("section", begun, money.pk)
    typed = {"version": version_of(money), "going_well": "Half a sent", "score": "x"}
    assert worker.post(address("draft", begun, money.pk), typed).json()["saved_at"]
    worker.logout()
    worker.force_login(council.hub_worker)
    shown = worker.get(url).content.decode()
    assert "Half a sent" in shown
    assert "This is your draft" in shown
    assert "Part of an assessment" in worker.get(reverse("home")).content.decode()
    worker.post(url, {"version": version_of(money), "going_well": "Half a sentence"})
    with as_owner():
        assert not Draft.objects.exists()


def test_a_draft_is_discarded(worker, begun, money):
    worker.post(address("draft", begun, money.pk), {"version": version_of(money), "going_well": "Half"})
    worker.post(address("discard", begun, money.pk))
    assert "Half" not in worker.get(address("section", begun, money.pk)).content.decode()


def test_it_is_sent_when_every_section_is_finished_and_not_before(worker, council, file, begun):
    worker.post(address("submit", begun))
    with as_owner():
        assert Assessment.objects.get().state == "in_progress"
        for part in begun.parts.all():
            part.is_complete = True
            part.save_by(by=council.hub_worker, reason=REASON)
    worker.post(address("submit", begun))
    with as_owner():
        assert Assessment.objects.get().state == "submitted"


@pytest.fixture
def sent(council, file):
    with as_owner():
        return make_submitted(file, council.hub_worker)


def test_a_manager_returns_it_with_comments_and_the_worker_reads_them(page, council, sent):
    page.force_login(council.hub_manager)
    assert "Awaiting your sign-off" in page.get(reverse("home")).content.decode()
    refused = page.post(address("decide", sent), {"decision": "return", "comments": ""})
    assert "Enter what the worker should change" in refused.content.decode()
    page.post(address("decide", sent), {"decision": "return", "comments": "Ask Sam alone"})
    page.force_login(council.hub_worker)
    assert "Assessments returned to you" in page.get(reverse("home")).content.decode()
    assert "Ask Sam alone" in page.get(address("assessment", sent)).content.decode()
    page.post(address("submit", sent))
    with as_owner():
        assert Assessment.objects.get().state == "submitted"


def test_once_approved_it_is_fixed(page, council, sent):
    page.force_login(council.hub_manager)
    page.post(address("decide", sent), {"decision": "approve"})
    page.force_login(council.hub_worker)
    with as_owner():
        part = part_of(sent, "money")
        assert Assessment.objects.get().state == "approved"
    before = answers_of(part)
    answer = page.post(
        address("section", sent, part.pk), {"version": version_of(part), "going_well": "Changed"}
    )
    assert answer.url == address("read", sent)
    assert answers_of(part) == before
    with acting_as(council.hub_worker):
        row = Answer.objects.filter(part=part).first()
        row.value = "Changed"
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save_by(by=council.hub_worker, reason=REASON)
        kept = Assessment.objects.get()
        kept.comments = "Changed"
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.save_by(by=council.hub_worker, reason=REASON)


def test_nobody_approves_their_own_work(page, council, file):
    with as_owner():
        own = make_submitted(file, council.hub_manager)
    page.force_login(council.hub_manager)
    assert page.get(address("decide", own)).status_code == 403
    assert page.post(address("decide", own), {"decision": "approve"}).status_code == 403
    with acting_as(council.hub_manager):
        kept = Assessment.objects.get()
        kept.state, kept.decided_by, kept.decided_at = "approved", council.hub_manager, kept.submitted_at
        with pytest.raises(DatabaseError), transaction.atomic():
            kept.save_by(by=council.hub_manager, reason=REASON)


def test_a_worker_decides_nothing_and_another_team_finds_nothing(page, council, sent):
    page.force_login(council.hub_worker)
    assert page.post(address("decide", sent), {"decision": "approve"}).status_code == 403
    with as_owner():
        lead = make_member("South Lead", council.south_hub, "hub_manager")
    for stranger in (council.other_hub_worker, lead):
        page.force_login(stranger)
        assert page.get(address("read", sent)).status_code == 404
    page.force_login(lead)
    assert page.post(address("decide", sent), {"decision": "approve"}).status_code == 404
    assert "Awaiting" not in page.get(reverse("home")).content.decode()


def test_a_part_of_another_assessment_is_not_found(worker, begun):
    assert worker.get(address("section", begun, uuid.uuid4())).status_code == 404


def test_it_stands_in_the_chronology_and_behind_a_door(worker, file, sent):
    assert (
        "Early help assessment"
        in worker.get(reverse("contacts:chronology", args=[file.family.pk])).content.decode()
    )
    door = reverse("assessments:list", args=[file.family.pk])
    assert f'href="{door}"' in worker.get(reverse("families:family", args=[file.family.pk])).content.decode()


def queries_of(worker, url):
    """Queries of the page itself; the session, naming the actor and savepoints are everybody's."""
    worker.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert worker.get(url).status_code == 200
    return [q["sql"] for q in asked if re.search("families_|assessments_|accounts_", q["sql"])]


@pytest.mark.parametrize("name", ["list", "assessment", "read", "section"])
def test_pages_cost_at_most_twelve_queries_however_much_is_answered(worker, council, file, sent, name):
    with as_owner():
        sent.state = "in_progress"
        sent.save_by(by=council.hub_worker, reason=REASON)
        part = part_of(sent, "family")
    url = {
        "list": reverse("assessments:list", args=[file.family.pk]),
        "section": address("section", sent, part.pk),
    }.get(name) or address(name, sent)
    own = queries_of(worker, url)
    assert len(own) <= 12, "\n".join(own)


@pytest.mark.parametrize("key", ["family", "child"])
def test_opening_a_section_from_the_record_costs_no_more(worker, begun, key):
    with as_owner():
        part = part_of(begun, key)
    own = queries_of(worker, address("section", begun, part.pk))
    assert len(own) <= 12, "\n".join(own)
