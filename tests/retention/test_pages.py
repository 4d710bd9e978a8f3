"""Officers decide on pages that show references and dates and no name; everybody reads the schedule."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from retention.actions.holds import hold_place
from retention.models import DisposalItem, DisposalList, Hold, Rule
from retention.models.disposal import ItemState, ListState
from retention.models.rule import TRIGGER_WORDS
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import make_person
from tests.factories.retention import approve_schedule, make_hold, make_old_family, propose
from tests.page_client import PageClient

FUTURE = {"review_on_day": "1", "review_on_month": "6", "review_on_year": "2099"}


@pytest.fixture
def page() -> PageClient:
    return PageClient()


@pytest.fixture
def proposed(council: Council) -> DisposalList:
    with as_owner():
        approve_schedule(council.admin)
        make_old_family(council, make_person("Secretname", "Hiddenname"), name="Hiddenname")
    found = propose(timezone.localdate())
    assert found is not None
    return found


def test_before_approval_the_public_page_says_that_nothing_is_destroyed(page, db):
    answer = page.get("/retention/schedule/")
    assert answer.status_code == 200
    assert "has not approved its schedule yet" in answer.content.decode()


def test_everybody_reads_each_approved_rule_with_period_reason_and_law_and_gets_no_cookie(page, council):
    with as_owner():
        approve_schedule(council.admin)
    answer = page.get("/retention/schedule/")
    text = answer.content.decode()
    assert not answer.cookies
    for rule in Rule.objects.all():
        for words in (rule.title, rule.records, rule.wording, rule.reason, rule.source):
            assert words in text
    assert "6 years from " + TRIGGER_WORDS["financial_year"] in text


def test_the_schedule_says_how_long_a_destroyed_record_lives_on_in_backups(page, council, settings):
    settings.BACKUP_KEEP_DAYS = 21
    with as_owner():
        approve_schedule(council.admin)
    said = " ".join(page.get("/retention/schedule/").content.decode().split())
    assert "until they are deleted, 21 days after they were made" in said


def test_the_notice_leads_to_the_schedule(page, db):
    assert reverse("retention:schedule") in page.get("/privacy/").content.decode()


def test_a_records_officer_approves_the_loaded_schedule(page, council):
    page.force_login(council.records_officer)
    assert "Approve these rules" in page.get("/retention/schedule/approve/").content.decode()
    page.post("/retention/schedule/approve/")
    assert not Rule.objects.waiting().exists()
    assert "No rule waits" in page.get("/retention/schedule/approve/").content.decode()


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "yj_officer", "victim_worker", "admin"])
def test_nobody_but_officers_sees_disposal(page, council, proposed, persona):
    page.force_login(getattr(council, persona))
    for path in (
        "/retention/",
        f"/retention/lists/{proposed.pk}/",
        "/retention/holds/",
        "/retention/register/",
    ):
        assert page.get(path).status_code == 403
    with acting_as(getattr(council, persona)):
        assert not DisposalItem.objects.exists()
        assert not Hold.objects.exists()


def test_an_information_officer_looks_and_decides_nothing(page, council, proposed):
    page.force_login(council.information_officer)
    assert page.get(f"/retention/lists/{proposed.pk}/").status_code == 200
    for step in ("submit", "approve", "stop"):
        assert page.post(f"/retention/lists/{proposed.pk}/{step}/").status_code == 403
    assert page.get("/retention/holds/new/").status_code == 403


def test_a_list_shows_reference_year_rule_and_dates_and_no_name(page, council, proposed):
    page.force_login(council.records_officer)
    text = page.get(f"/retention/lists/{proposed.pk}/").content.decode()
    with as_owner():
        item = proposed.items.get()
    assert item.reference in text
    assert "Family hub services open to everyone, version 1" in text
    assert "31 March 2022" in text  # six years after the end of the financial year of May 2015
    assert "secretname" not in text.lower()
    assert "hiddenname" not in text.lower()


def test_two_officers_take_a_list_from_proposal_to_approval(page, council, proposed):
    page.force_login(council.records_officer)
    page.post(f"/retention/lists/{proposed.pk}/submit/")
    assert "Approve destruction" not in page.get(f"/retention/lists/{proposed.pk}/").content.decode()
    page.post(f"/retention/lists/{proposed.pk}/approve/")
    assert state(proposed) == ListState.SUBMITTED
    text = page.get(f"/retention/lists/{proposed.pk}/").content.decode()
    assert "You submitted this list" in text
    page.force_login(council.second_records_officer)
    page.post(f"/retention/lists/{proposed.pk}/approve/")
    assert state(proposed) == ListState.APPROVED


def test_an_approved_list_can_still_be_stopped(page, council, proposed):
    page.force_login(council.records_officer)
    page.post(f"/retention/lists/{proposed.pk}/submit/")
    page.post(f"/retention/lists/{proposed.pk}/stop/")
    assert state(proposed) == ListState.STOPPED


def test_a_file_is_kept_with_a_reason_and_a_review_date(page, council, proposed):
    page.force_login(council.records_officer)
    with as_owner():
        item = proposed.items.get()
    path = f"/retention/files/{item.pk}/keep/"
    page.post(path, {"reason": "A brother asked about it.", **FUTURE})
    with as_owner():
        item.refresh_from_db()
    assert (item.state, item.review_on) == (ItemState.TAKEN_OFF, datetime.date(2099, 6, 1))
    assert (
        "A brother asked about it."
        in page.get(f"/retention/lists/{proposed.pk}/?show=taken_off").content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"reason": "", **FUTURE}, "Enter why the file is kept"),
        ({"reason": "x" * 501, **FUTURE}, "500"),
        ({"reason": "Kept", **FUTURE, "review_on_year": "2001"}, "must be"),
        ({"reason": "Kept", **FUTURE, "review_on_month": "13"}, "real date"),
    ],
    ids=["no reason", "too long", "past", "impossible"],
)
def test_bad_input_changes_nothing_and_stays_on_the_page(page, council, proposed, typed, message):
    page.force_login(council.records_officer)
    with as_owner():
        item = proposed.items.get()
    text = page.post(f"/retention/files/{item.pk}/keep/", typed).content.decode()
    assert "govuk-error-summary" in text
    assert message in text
    assert typed["reason"] in text
    with as_owner():
        item.refresh_from_db()
    assert item.state == ItemState.DUE


def test_a_file_of_a_list_that_moved_on_is_not_found(page, council, proposed):
    page.force_login(council.records_officer)
    page.post(f"/retention/lists/{proposed.pk}/submit/")
    with as_owner():
        item = proposed.items.get()
    assert page.get(f"/retention/files/{item.pk}/keep/").status_code == 404


def test_an_officer_places_a_hold_by_reference_and_another_releases_it(page, council):
    with as_owner():
        file = make_old_family(council)
    page.force_login(council.records_officer)
    typed = {
        "scope": "reference",
        "reference": file.family.reference.lower(),
        "reason": "police",
        "detail": "Op X",
    }
    assert page.post("/retention/holds/new/", typed | FUTURE).status_code == 302
    assert file.family.reference in page.get("/retention/holds/").content.decode()
    with as_owner():
        hold = Hold.objects.get(family=file.family)
    release = f"/retention/holds/{hold.pk}/release/"
    text = page.post(release, {"release_reason": "Closed"}).content.decode()
    assert "another officer has to release it" in text
    page.force_login(council.second_records_officer)
    page.post(release, {"release_reason": "Closed"})
    with as_owner():
        hold.refresh_from_db()
    assert hold.released_by == council.second_records_officer
    page.force_login(council.records_officer)
    again = page.post(release, {"release_reason": "Twice"}, follow=True).content.decode()
    assert "This hold is released already. Nothing was changed" in again
    with as_owner():
        hold.refresh_from_db()
    assert hold.release_reason == "Closed"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"scope": "reference", "reference": "FH-999"}, "No person or family has this reference"),
        ({"scope": "reference"}, "Enter the reference of a person or family"),
        ({"scope": "galaxy"}, "Select"),
        ({"scope": "everything", "reason": "boredom"}, "Select"),
        ({"scope": "everything", "review_on_year": "1999"}, "must be"),
    ],
)
def test_a_hold_that_makes_no_sense_is_refused_beside_its_field(page, council, typed, message):
    page.force_login(council.records_officer)
    text = page.post("/retention/holds/new/", {"reason": "police", **FUTURE} | typed).content.decode()
    assert message in text
    with as_owner():
        assert Hold.objects.filter(opened_by__isnull=False).count() == 0


def test_a_hold_can_cover_a_service_a_rule_or_everything(page, council):
    page.force_login(council.records_officer)
    for typed in (
        {"scope": "service", "service_kind": "hub", "rule_code": "hub"},
        {"scope": "rule", "rule_code": "hub"},
        {"scope": "everything"},
    ):
        page.post("/retention/holds/new/", {"reason": "inquiry", **FUTURE} | typed)
    with as_owner():
        assert set(Hold.objects.filter(opened_by__isnull=False).values_list("scope", flat=True)) == {
            "service", "rule", "everything",
        }  # fmt: skip


def test_the_inquiry_hold_is_there_from_the_start_and_overdue_holds_are_named(page, council):
    with as_owner():
        make_hold(review_on=datetime.date(2020, 1, 1))
    page.force_login(council.information_officer)
    text = page.get("/retention/holds/").content.decode()
    assert "Independent Inquiry into Grooming Gangs" in text
    assert "Review overdue" in text


def test_a_reference_tells_a_caseworker_nothing(council):
    from retention.queries.holds import hold_target

    with as_owner():
        file = make_old_family(council)
    with acting_as(council.hub_worker):
        assert hold_target(file.family.reference) is None
    with acting_as(council.records_officer):
        assert hold_target(file.family.reference) == ("family", file.family.pk)


def test_an_information_officer_cannot_place_a_hold_past_the_page(council):
    from django.db import DatabaseError

    with pytest.raises(DatabaseError), acting_as(council.information_officer):
        hold_place(
            scope="everything",
            reason="other",
            opened_on=timezone.localdate(),
            review_on=timezone.localdate(),
            by=council.information_officer,
        )


def state(proposed: DisposalList) -> str:
    with as_owner():
        proposed.refresh_from_db()
    return proposed.state
