"""Complaints: one intake for three types, a clock for ours, and who may read them."""

import csv
import datetime
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessRecord
from privacy.duties.models import Complaint, ComplaintStep
from privacy.pack.collect import pack_entries, section_of
from privacy.person_graph import subject_of
from tests.database import as_owner
from tests.factories.duties import make_complaint
from tests.factories.families import make_family

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
TYPED = {
    "kind": "data_protection",
    "channel": "phone",
    "complainant_name": "Casey Complainant",
    "relation": "self",
    "complainant_contact": "casey@post.example",
    "words": "You told my mum what I said.",
}


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def there(name, row=None):
    return reverse(f"duties:{name}", args=[row.pk] if row else [])


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub)


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


@pytest.fixture
def complaint(council, case):
    with as_owner():
        return make_complaint(council.information_officer, person=case.person, received_on=TODAY - 3 * DAY)


def test_a_child_may_complain_and_it_is_logged_with_a_number_and_a_clock(officer, case):
    typed = TYPED | day("received_on", TODAY) | {"is_child": "on", "person_id": case.person.reference.lower()}
    assert officer.post(there("complaint_new"), typed).status_code == 302
    with as_owner():
        row = Complaint.objects.get()
    assert re.fullmatch(r"CO-\d+", row.reference)
    assert (row.is_child, row.person_id) == (True, case.person.pk)
    shown = text(officer.get(there("complaint", row)))
    assert "under 18" in shown
    assert "Acknowledge by" in shown
    assert case.person.full_name in shown
    with as_owner():
        looked = AccessRecord.objects.get(route="duties:complaint")
    assert (looked.person_id, looked.ground) == (case.person.pk, "looks after complaints and breaches")


@pytest.mark.parametrize("wrong", ["PN-999999", "FH"])
def test_a_reference_that_is_nobodys_is_refused_and_what_was_typed_stays(officer, case, wrong):
    wrong = case.family.reference if wrong == "FH" else wrong
    answer = officer.post(there("complaint_new"), TYPED | day("received_on", TODAY) | {"person_id": wrong})
    assert "No person has this reference" in text(answer)
    assert "You told my mum what I said." in text(answer)
    with as_owner():
        assert not Complaint.objects.exists()


def test_it_is_acknowledged_looked_into_told_and_answered(officer, complaint):
    for kind in ("acknowledged", "enquiry", "progress"):
        typed = {"kind": kind, "words": f"Words of {kind}", **day("happened_on", TODAY)}
        assert officer.post(there("complaint_step", complaint), typed).status_code == 302
    shown = text(officer.get(there("complaint", complaint)))
    assert "in time" in shown
    assert all(f"Words of {kind}" in shown for kind in ("acknowledged", "enquiry", "progress"))
    answer = {
        "outcome": "upheld", "outcome_words": "We did", "done": "Said sorry", "told_how": "Letter",
        **day("closed_on", TODAY),
    }  # fmt: skip
    assert officer.post(there("complaint_close", complaint), answer).status_code == 302
    shown = text(officer.get(there("complaint", complaint)))
    assert "We did something wrong" in shown
    assert "Said sorry" in shown


@pytest.mark.parametrize("left_out", ["outcome", "outcome_words", "done", "told_how", "closed_on_day"])
def test_an_answer_says_what_we_found_why_what_was_done_and_how_they_were_told(officer, complaint, left_out):
    answer = {
        "outcome": "upheld", "outcome_words": "We did", "done": "Said sorry", "told_how": "Letter",
        **day("closed_on", TODAY),
    }  # fmt: skip
    assert "There is a problem" in text(
        officer.post(there("complaint_close", complaint), answer | {left_out: ""})
    )
    with as_owner():
        assert Complaint.objects.get().closed_on is None


def test_nothing_happens_to_a_complaint_before_it_came(officer, complaint):
    typed = {"kind": "acknowledged", "words": "x", **day("happened_on", complaint.received_on - DAY)}
    assert "The day must be the same as or after" in text(
        officer.post(there("complaint_step", complaint), typed)
    )
    with as_owner():
        assert not ComplaintStep.objects.exists()


def test_another_type_is_handed_over_with_its_date_and_ends_here(officer, complaint):
    typed = {"kind": "children_act", "to": "Complaints manager", **day("on", TODAY)}
    assert officer.post(there("complaint_hand_over", complaint), typed).status_code == 302
    with as_owner():
        row = Complaint.objects.get()
    assert (row.kind, row.handed_on, row.closed_on) == ("children_act", TODAY, TODAY)
    told = officer.get(there("complaint_close", complaint), follow=True)
    assert "answered or handed over already" in text(told)


def test_the_list_begins_with_the_fewest_days_left_and_counts_by_year_and_type(officer, council):
    with as_owner():
        late = make_complaint(council.information_officer, received_on=TODAY - 40 * DAY)
        new = make_complaint(council.information_officer, received_on=TODAY)
        make_complaint(council.information_officer, kind="corporate", received_on=TODAY)
    shown = text(officer.get(there("complaints")))
    assert shown.index(late.reference) < shown.index(new.reference)
    assert "late: it was due" in shown
    assert "To be handed over" in shown
    assert f"{late.reference}" in text(officer.get("/"))
    assert f">Complaint {new.reference}<" not in text(officer.get("/")), "nothing to do about it yet"


def test_the_register_for_a_spreadsheet_names_nobody(officer, complaint):
    answer = officer.get(there("complaints_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == complaint.reference
    assert "Casey" not in answer.content.decode()


def test_nobody_but_information_officers_reads_them(council, page, complaint):
    for persona in ("hub_worker", "hub_manager", "records_officer", "admin"):
        page.force_login(getattr(council, persona))
        for name, row in (("complaints", None), ("complaint", complaint), ("complaints_csv", None)):
            assert page.get(there(name, row)).status_code == 403


def test_the_person_finds_it_in_their_copy_without_who_complained(council, case, complaint):
    with as_owner():
        entry = next(entry for entry in pack_entries() if entry.model == "duties.Complaint")
        told = str(section_of(entry, subject_of(case.person.pk), asked_by_subject=True))
    assert "You wrote to my old address again." in told
    assert "Casey" not in told
