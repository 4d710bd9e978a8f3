"""Compare with last time, the distance travelled, and the copy the family gets."""

import datetime
import io
import re

import pypdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AccessRecord
from cases.assessments.actions.definitions import version_draft, version_publish
from cases.assessments.models import Answer, AssessmentPart, FamilyCopy, FormDefinition, FormQuestion
from tests.database import as_owner
from tests.factories.assessments import make_assessment, make_submitted
from tests.factories.families import REASON


def address(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.family_id, assessment.pk])


def say(assessment, key, question, value, by):
    row = Answer.objects.filter(
        part__assessment=assessment, part__section__key=key, question__key=question
    ).first()
    if row is None:
        part = AssessmentPart.objects.get(assessment=assessment, section__key=key)
        asked = part.section.questions.get(key=question)
        row = Answer(part=part, question=asked, given_at=timezone.now())
    row.value = value
    row.save_by(by=by, reason=REASON)


def approve(assessment, council):
    assessment.state, assessment.decided_by = "approved", council.hub_manager
    assessment.decided_at = timezone.now()
    assessment.comments = "zqcomment for the worker"
    assessment.save_by(by=council.hub_manager, reason=REASON)


@pytest.fixture
def before(council, file):
    with as_owner():
        made = make_submitted(file, council.hub_worker)
        made.started_at = timezone.now() - datetime.timedelta(days=200)
        say(made, "money", "score", "3", council.hub_worker)
        say(made, "money", "going_well", "Work since spring", council.hub_worker)
        approve(made, council)
        return made


@pytest.fixture
def now(council, file, before):
    """The next one, with a newer version of the form that words its question otherwise."""
    with as_owner():
        draft = version_draft(definition=FormDefinition.objects.get(), by=council.admin, reason="New draft")
        FormQuestion.objects.filter(section__version=draft, key="going_well").update(label="What helps?")
        version_publish(version=draft, on=timezone.localdate(), by=council.admin)
        made = make_assessment(file, council.hub_worker)
        say(made, "money", "score", "7", council.hub_worker)
        say(made, "housing", "score", "1", council.hub_worker)
        say(made, "money", "going_well", "A better job", council.hub_worker)
        return made


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_what_changed_since_last_time_stands_side_by_side_across_versions_of_the_form(worker, now):
    page = worker.get(address("compare", now))
    (money,) = (part for part in page.context["compared"] if part.title == "Money that lasts")
    assert ("What helps?", "Work since spring", "A better job") in money.rows
    assert ("Where is the family now?", "3 out of 10", "7 out of 10") in money.rows
    assert {part.title for part in page.context["compared"]} == {"Money that lasts", "A secure home"}


def test_the_distance_travelled_is_drawn_with_its_figures(worker, now):
    page = worker.get(address("compare", now))
    rows = {row.label: row for row in page.context["chart"].rows}
    assert rows["Money that lasts"].figures == ("3", "3", "7", "+4")
    assert rows["A secure home"].figures == ("4", "4", "1", "−3")
    assert rows["Early years"].figures == ("4", "4", "4", "0")
    won, lost = rows["Money that lasts"].bars, rows["A secure home"].bars
    assert (round(won[0].width), round(won[1].width)) == (36, 48)
    assert won[1].fill != lost[1].fill
    assert "<svg" in page.content.decode()
    assert "+4" in words(page)


def test_the_first_assessment_has_nothing_to_be_compared_with(worker, council, file):
    with as_owner():
        first = make_assessment(file, council.hub_worker)
    page = worker.get(address("compare", first))
    assert "no earlier approved assessment" in page.content.decode()
    assert page.context["chart"].rows[0].figures == ("not scored", "not scored", "4", "")


def test_another_team_compares_and_copies_nothing(page, council, before):
    page.force_login(council.other_hub_worker)
    for name in ("compare", "copy", "print", "pdf"):
        assert page.get(address(name, before)).status_code == 404


def copied(worker, assessment, *without):
    with as_owner():
        parts = AssessmentPart.objects.filter(assessment=assessment).exclude(section__key__in=without)
        keys = [str(part.pk) for part in parts]
    return worker.post(address("copy", assessment), {"parts": keys, "way": "handed"})


def test_the_copy_holds_the_sections_chosen_and_no_word_of_the_manager(worker, council, before):
    with as_owner():
        say(before, "domestic_abuse", "going_well", "zqsecret", council.hub_worker)
    form = worker.get(address("copy", before)).context["form"]
    titles = {str(key): title for key, title in form.fields["parts"].choices}
    begun_with = {titles[key] for key in form.fields["parts"].initial}
    assert "Safe from domestic abuse" not in begun_with
    assert "Money that lasts" in begun_with
    answer = copied(worker, before, "domestic_abuse")
    shown = worker.get(answer.url)
    pdf = re.search(r'href="([^"]*/copy/pdf/[^"]*)"', shown.content.decode())[1].replace("&amp;", "&")
    document = worker.get(pdf)
    printed = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document.content)).pages)
    for text in (words(shown), " ".join(printed.split())):
        assert "Work since spring" in text
        assert "zqsecret" not in text
        assert "zqcomment" not in text
    assert document["Content-Type"] == "application/pdf"
    assert "Example" not in document["Content-Disposition"]
    assert b"pdfuaid" in document.content
    with as_owner():
        assert FamilyCopy.objects.get(assessment=before).made_by == council.hub_worker
        assert AccessRecord.objects.filter(route="assessments:pdf", action="export").exists()


def test_a_copy_of_nothing_is_refused_and_one_before_approval_is_not_made(worker, council, before, now):
    assert "parts" in worker.post(address("copy", before), {}).context["form"].errors
    assert copied(worker, now).url == address("assessment", now)
    for name in ("copy", "print", "pdf"):
        assert worker.get(address(name, now)).url == address("assessment", now)
    with as_owner():
        assert not FamilyCopy.objects.exists()


def test_no_copy_is_noted_of_what_no_manager_approved(council, now):
    copy = FamilyCopy(assessment=now, made_by=council.hub_worker, made_at=timezone.now())
    with acting_as(council.hub_worker), pytest.raises(DatabaseError), transaction.atomic():
        copy.save_by(by=council.hub_worker, reason=REASON)


@pytest.mark.parametrize("name", ["compare", "copy", "print"])
def test_pages_cost_at_most_twelve_queries(worker, before, now, name):
    found = now if name == "compare" else before
    worker.get(address(name, found))
    with CaptureQueriesContext(connection) as asked:
        assert worker.get(address(name, found)).status_code == 200
    own = [q["sql"] for q in asked if re.search("families_|assessments_|accounts_", q["sql"])]
    assert len(own) <= 12, "\n".join(own)


def test_what_went_into_a_copy_is_kept_with_who_when_and_how(worker, council, before):
    page = worker.get(address("assessment", before)).content.decode()
    assert "Copies for the family" not in page
    copied(worker, before, "domestic_abuse")
    page = words(worker.get(address("assessment", before)))
    (said,) = re.findall(r"Copies for the family (.*)", page)
    assert f"made by {council.hub_worker.full_name}: handed over on paper" in said
    inside, outside = said.split("Left out:")
    assert "Money that lasts" in inside
    assert "Safe from domestic abuse" in outside
    assert "Money that lasts" not in outside
    with as_owner():
        kept = FamilyCopy.objects.get()
    assert "Money that lasts" in kept.sections.split("\n")
    assert kept.left_out == "Safe from domestic abuse"
    assert (
        "Sam" not in kept.sections
    )  # whom a section is about is not said in words that outlive the person's file


def test_a_copy_without_how_it_gets_there_is_not_made(worker, before):
    with as_owner():
        keys = [str(part.pk) for part in AssessmentPart.objects.filter(assessment=before)]
    answer = worker.post(address("copy", before), {"parts": keys})
    assert answer.context["form"].errors["way"] == ["Select how the family gets it"]
    with as_owner():
        assert not FamilyCopy.objects.exists()


def test_an_older_copy_says_that_its_sections_were_not_kept(worker, council, before):
    with as_owner():
        copy = FamilyCopy(assessment=before, made_by=council.hub_worker, made_at=timezone.now())
        copy.save_by(by=council.hub_worker, reason=REASON)
    assert "Which sections went into it was not kept" in words(worker.get(address("assessment", before)))
