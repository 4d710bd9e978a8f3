"""People, searches, colleagues asked, reminders, the hold, and the figures."""

import datetime

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from privacy.workbench.models import Chase, Party, RecordsAsked, Search
from privacy.workbench.queries import people_around
from retention.queries.due import files_due
from retention.queries.row_rules import rows_counted
from tests.database import as_owner, as_web
from tests.factories.families import make_person
from tests.factories.privacy import make_request
from tests.factories.retention import approve_schedule, make_old_family
from tests.factories.workbench import make_asked, make_party
from tests.privacy.workbench.conftest import on

SEARCH = {
    "place": "Case system",
    "terms": "Robin Example, 1 May 2014",
    "searched": "yes",
    "found": "12",
} | on("searched_on", "15")


def page_of(officer, asked) -> str:
    return officer.get(reverse("privacy:request", args=[asked.pk])).content.decode()


def test_a_search_is_logged_with_place_terms_day_officer_and_count(officer, council, asked):
    officer.post(reverse("workbench:search_add", args=[asked.pk]), SEARCH)
    page = page_of(officer, asked)
    for words in ("Case system", "Robin Example, 1 May 2014", "15 March 2027", "12"):
        assert words in page
    with as_owner():
        assert Search.objects.get().officer == council.information_officer


def test_a_place_that_was_not_searched_says_why(officer, asked):
    address = reverse("workbench:search_add", args=[asked.pk])
    refused = officer.post(address, SEARCH | {"searched": "no", "why_not": ""})
    assert "Enter why it was not searched" in refused.content.decode()
    officer.post(address, SEARCH | {"searched": "no", "why_not": "Destroyed in the flood of 2011"})
    assert "Not searched: Destroyed in the flood of 2011" in page_of(officer, asked)
    with as_owner():
        assert Search.objects.get().found is None


def test_a_search_that_found_nothing_counts_as_one(officer, asked):
    address = reverse("workbench:search_add", args=[asked.pk])
    assert "0 if none" in officer.post(address, SEARCH | {"found": ""}).content.decode()
    officer.post(address, SEARCH | {"found": "0"})
    with as_owner():
        assert Search.objects.get().found == 0


def test_people_are_noted_beside_what_the_record_says_of_parental_responsibility(
    officer, council, subject, asked
):
    with as_owner():
        from cases.families.models import Relationship

        mother = make_person("Toni", "Mother")
        Relationship(
            person=mother, relative=subject, kind="parent", responsibility_from=datetime.date(2014, 5, 1),
            responsibility_source="Birth certificate seen",
        ).save_by(by=None, reason="Told")  # fmt: skip
        Relationship(person=make_person("Lou", "Father"), relative=subject, kind="parent").save_by(
            by=None, reason="Told"
        )
    officer.post(
        reverse("workbench:party_add", args=[asked.pk]),
        {"role": "other_parent", "name": "Lou Father", "relationship": "Lives apart"},
    )
    page = " ".join(page_of(officer, asked).split())
    assert "Lives apart" in page
    assert "Toni Mother" in page
    assert "parental responsibility since 1 May 2014 (Birth certificate seen)" in page
    assert "no parental responsibility on record" in page


def test_nobody_but_an_officer_learns_who_is_around_a_person(council, subject, asked):
    with as_owner():
        from cases.families.models import Relationship

        Relationship(person=make_person("Toni", "Mother"), relative=subject, kind="parent").save_by(
            by=None, reason="Told"
        )
    for user in (council.information_officer, council.other_hub_worker, council.admin):
        with as_web(), acting_as(user):
            assert bool(people_around(asked.pk)) == (user == council.information_officer)
    with as_web(), acting_as(council.information_officer):
        assert not people_around(subject.pk)


def test_somebody_noted_by_mistake_is_removed_with_a_reason_and_once(officer, council, asked):
    with as_owner():
        party = make_party(asked, council.information_officer)
        version = party.history.first().history_id
    address = reverse("workbench:party_remove", args=[asked.pk, party.pk])
    officer.post(address, {"why": "correction", "version": version})
    again = officer.post(address, {"why": "correction", "version": version}, follow=True)
    assert "removed already. Nothing was changed" in again.content.decode()
    with as_owner():
        assert not Party.objects.exists()
        assert Party.history.filter(history_type="-").exists()


def test_records_come_once(officer, council, asked):
    with as_owner():
        waiting = make_asked(asked, council.information_officer)
    address = reverse("workbench:records_came", args=[asked.pk, waiting.pk])
    officer.post(address, on("answered_on", "15") | {"answer": "Two pages"})
    again = officer.post(address, on("answered_on", "16") | {"answer": "Nothing"})
    assert "It is on the record that this was answered" in again.content.decode()
    with as_owner():
        assert RecordsAsked.objects.get().answer == "Two pages"


def test_whoever_is_silent_for_a_week_is_to_be_reminded_and_then_for_another(officer, council, asked):
    with as_owner():
        waiting = make_asked(asked, council.information_officer)
    address = reverse("workbench:chasing")
    page = officer.get(address).content.decode()
    assert "North hub, paper store" in page
    assert "10 days" in page
    assert "Remind them" in page
    officer.post(
        reverse("workbench:chase", args=[asked.pk, waiting.pk]),
        on("chased_on", "19") | {"whom": "North hub", "how": "By telephone"},
    )
    page = officer.get(address).content.decode()
    assert "1 day" in page
    assert "Remind them" not in page
    assert "19 March 2027" in page
    with as_owner():
        assert Chase.objects.get().chased_by == council.information_officer


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("identity_asked", "Proof of identity"),
        ("authority_asked", "Proof that they may ask"),
        ("clarification_asked", "An answer to our question"),
    ],
)
def test_proof_and_answers_we_wait_for_are_on_the_list(officer, council, asked, kind, words):
    from privacy.actions.requests import event_add

    with as_owner():
        day = datetime.date(2027, 3, 11)
        event_add(request=asked, kind=kind, happened_on=day, noted_on=day, by=council.information_officer)
    page = officer.get(reverse("workbench:chasing")).content.decode()
    assert words in page
    assert "9 days" in page


def test_an_answered_request_is_chased_no_more(officer, council, asked):
    with as_owner():
        waiting = make_asked(asked, council.information_officer)
        asked.closed_on, asked.sent_how = datetime.date(2027, 3, 19), "By post"
        asked.save_by(by=None, reason="Answer sent")
    assert "North hub" not in officer.get(reverse("workbench:chasing")).content.decode()
    answer = officer.post(
        reverse("workbench:chase", args=[asked.pk, waiting.pk]),
        on("chased_on", "19") | {"whom": "North hub", "how": "By telephone"},
    )
    assert "Nothing more is asked or chased" in answer.content.decode()


def test_a_reminder_of_something_that_is_not_waited_for_has_no_page(officer, asked):
    assert officer.get(reverse("workbench:chase", args=[asked.pk, "weather"])).status_code == 404


def test_the_figures_count_by_age_and_week(officer, council, subject, asked):
    with as_owner():
        make_request(subject, council.information_officer, received_on=datetime.date(2027, 1, 5))
        make_request(
            subject, council.information_officer, received_on=datetime.date(2027, 2, 1),
            closed_on=datetime.date(2027, 3, 1), sent_how="By post",
        )  # fmt: skip
        make_request(
            subject, council.information_officer, received_on=datetime.date(2027, 1, 1),
            closed_on=datetime.date(2027, 3, 2), sent_how="By post",
        )  # fmt: skip
    page = " ".join(officer.get(reverse("workbench:figures")).content.decode().split())
    assert "2 open, 1 overdue" in page
    assert "50%" in page
    assert "<svg" in page


def test_a_file_and_its_rows_are_kept_until_the_time_to_complain_is_over(council):
    """The rule of the request itself would let go of the file after a month here: the time to complain keeps it."""
    with as_owner():
        approve_schedule(council.admin)
        from retention.models import Rule

        Rule.objects.filter(code="data_request").update(years=0, months=1)
        file = make_old_family(council)
        make_request(
            file.person, council.information_officer, received_on=datetime.date(2027, 2, 1),
            closed_on=datetime.date(2027, 3, 1), sent_how="By post",
        )  # fmt: skip
        (kept,) = [
            found for found in files_due(datetime.date(2027, 7, 1)) if found.family_id == file.family.pk
        ]
        assert "request" in kept.blocks
        (free,) = [
            found for found in files_due(datetime.date(2027, 7, 2)) if found.family_id == file.family.pk
        ]
        assert "request" not in free.blocks
        assert rows_counted("data_request", months=1, on=datetime.date(2027, 7, 1)).kept_back == 1
        assert rows_counted("data_request", months=1, on=datetime.date(2027, 7, 2)).ready == 1


def test_the_page_says_how_long_the_record_is_kept_for_them(officer, asked):
    assert "until four months after the answer" in page_of(officer, asked)
    with as_owner():
        asked.closed_on, asked.sent_how = datetime.date(2027, 3, 19), "By post"
        asked.save_by(by=None, reason="Answer sent")
    assert "Until 19 July 2027" in page_of(officer, asked)
