"""The family page: who, how related, where, how to reach them safely, who works with them."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessRecord
from cases.families.models import Address, FamilyMembership, Involvement, Phone
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import REASON, join_family, make_family, make_person, make_service
from tests.page_client import PageClient
from tests.rules.cases import SINCE, Case, make_case

OUR_OWN = re.compile(r"families_|contacts_|texts_|accounts_(accessrecord|membership|team)")


def family_url(case: Case) -> str:
    return reverse("families:family", kwargs={"family_id": case.family.pk})


def words(response: Any) -> str:
    """The page without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_says_who_is_in_it_and_how_they_are_related_both_ways(worker: PageClient, case: Case) -> None:
    page = words(worker.get(family_url(case)))
    assert "Alex North" in page
    assert "Sam North" in page
    assert "Parent of Sam North" in page
    assert "Child of Alex North" in page
    assert "Also known as Lex" in page


def test_says_who_holds_parental_responsibility_and_how_it_was_seen(worker: PageClient, case: Case) -> None:
    case.relationship.responsibility_from = SINCE
    case.relationship.responsibility_source = "Birth certificate"
    with as_owner():
        case.relationship.save_by(by=None, reason=REASON)
    page = words(worker.get(family_url(case)))
    assert "Holds it for Sam North from 1 February 2024 (Birth certificate)" in page
    assert "Held by Alex North" in page


def test_a_parent_is_not_said_to_hold_responsibility_nobody_recorded(worker: PageClient, case: Case) -> None:
    assert "Parental responsibility" not in words(worker.get(family_url(case)))


def test_marks_a_confidential_address_and_from_whom_it_is_kept(worker: PageClient, case: Case) -> None:
    address: Any = case.rows["addresses"]
    address.is_confidential, address.confidential_from = True, "His father, who was violent"
    with as_owner():
        address.save_by(by=None, reason=REASON)
    page = words(worker.get(family_url(case)))
    assert "Confidential Keep from: His father, who was violent" in page


def test_what_is_confidential_stays_off_paper(worker: PageClient, case: Case) -> None:
    with as_owner():
        for part, mark in (("addresses", "lines"), ("phones", "safe_times")):
            row: Any = case.rows[part]
            setattr(row, mark, "9 Refuge Lane")
            row.is_confidential, row.confidential_from = True, "His father"
            row.save_by(by=None, reason=REASON)
    for url in (family_url(case), reverse("families:person", kwargs={"person_id": case.person.pk})):
        markup = re.sub(r"<a .*?</a>", "", worker.get(url).content.decode(), flags=re.DOTALL)
        for before in markup.split("9 Refuge Lane")[:-1]:
            assert "app-screen-only" in before[-600:]


def test_says_what_is_safe_on_each_phone(worker: PageClient, case: Case) -> None:
    phone: Any = case.rows["phones"]
    phone.may_text, phone.is_shared, phone.safe_times = False, True, "Weekdays before 3pm"
    with as_owner():
        phone.save_by(by=None, reason=REASON)
    page = words(worker.get(family_url(case)))
    assert "07700 900123" in page
    for said in ("Safe to call", "Do not text", "No messages", "Shared phone", "Weekdays before 3pm"):
        assert said in page


def test_a_former_address_is_not_shown_as_where_they_live(worker: PageClient, case: Case) -> None:
    address: Any = case.rows["addresses"]
    address.ended_on = datetime.date(2024, 6, 1)
    with as_owner():
        address.save_by(by=None, reason=REASON)
    assert "1 High Street" not in words(worker.get(family_url(case)))


def test_who_has_left_is_listed_apart_with_no_way_to_reach_them(worker: PageClient, case: Case) -> None:
    case.membership.ended_on = datetime.date(2024, 6, 1)
    with as_owner():
        case.membership.save_by(by=None, reason=REASON)
    page = words(worker.get(family_url(case)))
    assert "No longer in the family" in page
    assert "Alex North , until 1 June 2024" in page
    assert "1 High Street" not in page
    assert "07700 900123" not in page


def test_shows_the_work_of_every_team(worker: PageClient, case: Case, council: Council) -> None:
    with as_owner():
        work = Involvement(
            family=case.family, service=make_service("Groupwork", "groupwork"), team=council.south_hub,
            allocated_to=council.other_hub_worker, started_on=SINCE, ended_on=datetime.date(2024, 9, 1),
            end_reason="needs_met",
        )  # fmt: skip
        work.save_by(by=None, reason=REASON)
    page = words(worker.get(family_url(case)))
    assert "Groupwork Closed South hub, Otto Worker 1 February 2024 to 1 September 2024: needs met" in page


def test_needs_are_shown_but_neither_health_nor_equality(worker: PageClient, case: Case) -> None:
    page = words(worker.get(family_url(case)))
    for said in ("Example Primary", "Polish", "Interpreter needed", "Step-free access"):
        assert said in page
    assert "Asthma" not in page
    assert "Woman" not in page


def test_the_persons_page_shows_health_and_equality(worker: PageClient, case: Case) -> None:
    page = words(worker.get(reverse("families:person", kwargs={"person_id": case.person.pk})))
    assert "Asthma" in page
    assert "Gender: Woman" in page


@pytest.mark.parametrize(
    ("persona", "sentence"),
    [
        ("hub_worker", "because it is allocated to you (Family hub)"),
        ("hub_manager", "because your team, North hub, holds this family"),
    ],
)
def test_says_why_the_reader_can_see_it(council: Council, case: Case, persona: str, sentence: str) -> None:
    client = PageClient()
    client.force_login(getattr(council, persona))
    assert sentence in words(client.get(family_url(case)))


@pytest.mark.parametrize("route", ["families:family", "families:person"])
def test_each_look_is_noted_with_its_page_and_its_ground(
    worker: PageClient, case: Case, council: Council, route: str
) -> None:
    key = {"families:family": ("family_id", case.family.pk), "families:person": ("person_id", case.person.pk)}
    name, value = key[route]
    worker.get(reverse(route, kwargs={name: value}))
    with as_owner():
        look = AccessRecord.objects.get()
        assert (look.user_id, look.route, look.ground) == (council.hub_worker.pk, route, "allocated")
        assert getattr(look, name) == value


def test_a_page_that_is_not_found_notes_no_look(council: Council, case: Case) -> None:
    client = PageClient()
    client.force_login(council.other_hub_worker)
    assert client.get(family_url(case)).status_code == 404
    with as_owner():
        assert not AccessRecord.objects.exists()


def fill(case: Case, people: int) -> None:
    """Make the family this big, everybody with an address and two phones."""
    with as_owner():
        while FamilyMembership.objects.filter(family=case.family).count() < people:
            person = make_person("Robin", "North")
            join_family(person, case.family)
            for row in (
                Address(person=person, lines="1 High Street", started_on=SINCE),
                Phone(person=person, number="+447700900123"),
                Phone(person=person, number="+447700900124"),
            ):
                row.save_by(by=None, reason=REASON)


@pytest.mark.parametrize("people", [2, 12])
def test_asks_the_database_at_most_twelve_times_however_big_the_family(
    worker: PageClient, case: Case, people: int
) -> None:
    fill(case, people)
    with CaptureQueriesContext(connection) as queries:
        page = worker.get(family_url(case))
    assert page.status_code == 200
    ours = [query["sql"] for query in queries if OUR_OWN.search(query["sql"])]
    assert len(ours) <= 12, "\n\n".join(ours)


def test_the_same_person_twice_in_a_family_is_one_person(worker: PageClient, case: Case) -> None:
    with as_owner():
        case.membership.ended_on = datetime.date(2024, 3, 1)
        case.membership.save_by(by=None, reason=REASON)
        join_family(case.person, case.family, started_on=datetime.date(2024, 9, 1))
    page = words(worker.get(family_url(case)))
    assert "No longer in the family" not in page
    assert "Since 1 September 2024" in page


def test_the_address_somebody_moved_to_after_leaving_is_hidden(worker: PageClient, case: Case) -> None:
    with as_owner():
        case.membership.ended_on = datetime.date(2024, 6, 1)
        case.membership.save_by(by=None, reason=REASON)
        Address(person=case.person, lines="9 Refuge Lane", started_on=datetime.date(2024, 7, 1)).save_by(
            by=None, reason=REASON
        )
    person = reverse("families:person", kwargs={"person_id": case.person.pk})
    family = family_url(case)
    for url in (person, f"{person}changes/", f"{person}addresses/changes/", family, f"{family}changes/"):
        assert "Refuge" not in words(worker.get(url))


def test_a_relative_in_a_hidden_family_is_not_hinted_at(
    worker: PageClient, case: Case, council: Council
) -> None:
    with as_owner():
        theirs = make_case(council.south_hub, council.other_hub_worker, "South")
        case.relationship.relative = theirs.person
        case.relationship.save_by(by=None, reason=REASON)
    for url in (
        family_url(case),
        reverse("families:person", kwargs={"person_id": case.person.pk}),
        reverse("families:family_changes", kwargs={"family_id": case.family.pk}),
    ):
        assert "South" not in words(worker.get(url)).replace("South hub", "")


def test_a_family_without_anything_still_has_a_page(worker: PageClient, council: Council) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Only", "One"))
    page = worker.get(reverse("families:family", kwargs={"family_id": file.family.pk}))
    assert page.status_code == 200
    assert "No phone or email is on file" in words(page)
