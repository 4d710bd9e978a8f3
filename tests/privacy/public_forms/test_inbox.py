"""Officers take a form on: matched with a person it becomes a request of the day it came; otherwise it is answered."""

import datetime

import pytest
from django.urls import reverse

from cases.families.models import Address, PersonName
from privacy.duties.models import Complaint
from privacy.models import DataRequest
from privacy.public_forms.models import Submission
from privacy.public_forms.views.inbox import searches
from tests.database import as_owner
from tests.factories.families import REASON, make_family, make_person, make_restriction
from tests.factories.public_forms import make_evidence, make_submission

CAME = datetime.date(2027, 3, 1)
ANSWER = {"reply": "We hold nothing about you.", "how": "By email"}


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


@pytest.fixture
def robin(council):
    with as_owner():
        return make_family(council.north_hub, make_person(date_of_birth=datetime.date(2014, 5, 1))).person


def sent(kind: str = "copy", **answers) -> Submission:
    with as_owner():
        return make_submission(kind, received_on=CAME, **answers)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def match(officer, submission, person):
    return officer.post(reverse("public_forms:match", args=[submission.pk]), {"person": str(person.pk)})


def test_the_inbox_says_what_waits_and_by_when_it_is_due(officer):
    submission = sent()
    page = text(officer.get(reverse("public_forms:inbox")))
    assert submission.reference in page
    assert "1 April 2027" in page
    assert "Robin" not in page


def test_a_form_shows_its_answers_and_whom_it_may_be_about(officer, robin):
    page = text(officer.get(reverse("public_forms:submission", args=[sent().pk])))
    assert "Everything from last year" in page
    assert "1 May 2014" in page
    assert "This is them" in page
    assert str(robin.pk) in page


@pytest.mark.parametrize(
    ("kind", "answers", "right"),
    [
        ("copy", {}, "access"), ("correct", {}, "rectification"), ("object", {}, "objection"),
        ("details", {}, "rectification"), ("delete", {"delete_or_stop": "delete"}, "erasure"),
        ("delete", {"delete_or_stop": "stop"}, "restriction"),
    ],
)  # fmt: skip
def test_matched_it_is_a_request_of_its_right_and_of_the_day_it_came(officer, robin, kind, answers, right):
    submission = sent(kind, **answers)
    answer = match(officer, submission, robin)
    with as_owner():
        request = DataRequest.objects.get()
        submission.refresh_from_db()
    assert answer.url == reverse("privacy:request", args=[request.pk])
    assert (request.right, request.received_on, request.subject_id) == (right, CAME, robin.pk)
    assert (request.channel, request.asked_by, request.asker_contact) == (
        "web_form",
        "self",
        "robin@post.example",
    )
    assert "Everything from last year" in request.details
    assert (submission.outcome, submission.data_request_id) == ("request", request.pk)


def test_a_parent_who_asks_is_named_with_what_they_say_shows_they_may(officer, robin):
    submission = sent(who="child", your_name="Toni Mother", relation="mum", proof="Parental responsibility")
    match(officer, submission, robin)
    with as_owner():
        request = DataRequest.objects.get()
    assert (request.asked_by, request.asker_name) == ("parent", "Toni Mother")
    assert request.authority == "mum: Parental responsibility"


@pytest.mark.parametrize("is_known", [True, False])
def test_a_complaint_is_logged_whether_or_not_somebody_is_on_file(officer, robin, is_known):
    submission = sent("complaint")
    if is_known:
        match(officer, submission, robin)
    else:
        officer.post(reverse("public_forms:complaint", args=[submission.pk]))
    with as_owner():
        complaint = Complaint.objects.get()
        submission.refresh_from_db()
    assert complaint.received_on == CAME
    assert complaint.person_id == (robin.pk if is_known else None)
    assert "Everything from last year" in complaint.words
    assert (submission.outcome, submission.complaint_reference) == ("complaint", complaint.reference)


def test_whoever_is_not_on_file_is_answered_and_told_the_ways_on(officer):
    submission = sent(given_name="Nobody", family_name="Known")
    page = text(officer.get(reverse("public_forms:submission", args=[submission.pk])))
    assert "Nobody on file has this name" in page
    address = reverse("public_forms:answer", args=[submission.pk])
    page = text(officer.get(address))
    assert "Dear Nobody Known" in page
    assert "Information Commissioner" in page
    assert "informationgovernance@leics.gov.uk" in page
    officer.post(address, ANSWER)
    with as_owner():
        submission.refresh_from_db()
    assert (submission.outcome, submission.reply, submission.reply_how) == (
        "not_held",
        ANSWER["reply"],
        "By email",
    )


def test_a_form_is_taken_on_once(officer, robin):
    submission = sent()
    match(officer, submission, robin)
    officer.post(reverse("public_forms:match", args=[submission.pk]), {"person": str(robin.pk)})
    again = officer.post(reverse("public_forms:answer", args=[submission.pk]), ANSWER)
    assert "Somebody took this on meanwhile" in text(again)
    with as_owner():
        assert DataRequest.objects.count() == 1
        submission.refresh_from_db()
        assert submission.outcome == "request"


def test_a_file_is_a_download_under_a_name_of_ours(officer):
    submission = sent()
    with as_owner():
        file = make_evidence(submission)
    answer = officer.post(reverse("public_forms:evidence", args=[submission.pk, file.pk]))
    assert answer.content == b"%PDF-1.7 made up"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{submission.reference}.pdf"'
    other = sent()
    assert officer.post(reverse("public_forms:evidence", args=[other.pk, file.pk])).status_code == 404


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "records_officer", "admin"])
def test_nobody_else_reads_what_people_sent(council, page, persona):
    submission = sent()
    page.force_login(council.personas()[persona])
    assert page.get(reverse("public_forms:inbox")).status_code == 403
    assert page.get(reverse("public_forms:submission", args=[submission.pk])).status_code == 403


def test_a_person_who_does_not_exist_is_not_matched(officer, robin):
    submission = sent()
    address = reverse("public_forms:match", args=[submission.pk])
    assert officer.post(address, {"person": str(submission.pk)}).status_code == 404
    assert officer.post(address, {"person": "nonsense"}).status_code == 404
    with as_owner():
        assert not DataRequest.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"given_name": "Robyn", "family_name": "Exampel"},  # misspelt
        {"given_name": "Robin", "family_name": "Newname", "other_names": "Example"},
        {"given_name": "Kim", "family_name": "Newname", "other_names": "Smith, Robin Example"},
        {"given_name": "Bobbie", "family_name": "Example"},  # what everybody calls them, kept as another name
    ],
)
def test_somebody_is_found_under_other_and_misspelt_names(officer, robin, answers):
    with as_owner():
        PersonName(person=robin, name="Bobbie Example").save_by(by=None, reason=REASON)
    page = text(officer.get(reverse("public_forms:submission", args=[sent(**answers).pk])))
    assert str(robin.pk) in page


def test_a_form_about_somebody_of_a_restricted_family_finds_nobody(officer, robin, council):
    with as_owner():
        make_restriction(robin.family_memberships.get().family, [council.hub_manager], council.hub_manager)
    page = text(officer.get(reverse("public_forms:submission", args=[sent(other_names="Robin Example").pk])))
    assert str(robin.pk) not in page
    assert "Nobody on file has this name" in page


def test_the_address_finds_who_has_a_new_name(officer, council):
    with as_owner():
        moved = make_family(council.north_hub, make_person("Toni", "Married")).person
        Address(person=moved, lines="1 High Street", postcode="ZZ1 1AA").save_by(by=None, reason=REASON)
    answers = {"given_name": "Kim", "family_name": "Single", "home": "1 High Street, ZZ1 1AA"}
    page = text(officer.get(reverse("public_forms:submission", args=[sent(**answers).pk])))
    assert str(moved.pk) in page


def test_a_few_searches_are_made_for_many_names():
    found = searches({"given_name": "Robin", "family_name": "Example", "other_names": "A, B, C, D, E, F, G"})
    assert len(found) <= 6
    assert found[0] == "Robin Example"
