"""Creating a person: only after a search, and never twice the same."""

import datetime
import re
import threading
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.families.models import Family, FamilyMembership, Involvement, Person, Phone
from tests.cases.families.test_search_pages import BORN, sam, search, signed_in  # noqa: F401
from tests.database import as_owner
from tests.factories.accounts import Council, make_council, make_member
from tests.factories.families import make_family, make_person, make_service
from tests.page_client import PageClient

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC), tick=True):
        yield


@pytest.fixture
def worker(council: Council) -> PageClient:
    return signed_in(council.hub_worker)


def create_url(client: Client, text: str = "Nina Newcomer") -> str:
    return client.post(reverse("search"), {"query": text}).url + "create/"


def date(field: str, day: datetime.date) -> dict[str, Any]:
    return {f"{field}_day": day.day, f"{field}_month": day.month, f"{field}_year": day.year}


def answers(council: Council, **changes: Any) -> dict[str, Any]:
    with as_owner():
        service = make_service()
    return {
        "given_name": "Nina",
        "family_name": "Newcomer",
        "birth_date_kind": "exact",
        **date("date_of_birth", BORN),
        "phone": "",
        "family_choice": "new",
        "new_family_name": "Newcomer",
        "service": service.pk,
        "team": council.north_hub.pk,
        "allocated_to": council.hub_worker.pk,
        **date("started_on", TODAY),
        **changes,
    }


def people() -> int:
    with as_owner():
        return Person.objects.count()


def seen(html: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', html)[1]


def test_a_person_is_created_with_a_new_family_after_a_search(council: Council, worker: PageClient) -> None:
    response = worker.post(create_url(worker), answers(council, phone="07700 900456"))
    with as_owner():
        person = Person.objects.get()
        family = Family.objects.get()
        involvement = Involvement.objects.get()
        assert FamilyMembership.objects.get().person == person
        assert Phone.objects.get().number == "+447700900456"
        assert not Phone.objects.get().may_text
        assert person.history.get().history_user == council.hub_worker
    assert response.url == reverse("families:family", kwargs={"family_id": family.pk})
    assert (person.full_name, person.date_of_birth) == ("Nina Newcomer", BORN)
    assert (involvement.team, involvement.allocated_to, involvement.started_on) == (
        council.north_hub, council.hub_worker, TODAY,
    )  # fmt: skip
    assert re.fullmatch(r"FH-\d{6}", family.reference)
    assert re.fullmatch(r"PN-\d{6}", person.reference)
    assert "Nina Newcomer" in search(worker, "nina newcomer").content.decode()


def test_a_person_is_added_to_a_family_the_worker_sees(council: Council, worker: PageClient) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Olga", "Other"))
    given = answers(council, family_choice="existing", family_reference=file.family.reference.lower())
    assert worker.post(create_url(worker), given).status_code == 302
    with as_owner():
        assert file.family.memberships.count() == 2
        assert Family.objects.count() == 1


def test_a_family_out_of_sight_cannot_be_added_to(council: Council, worker: PageClient) -> None:
    with as_owner():
        file = make_family(council.south_hub, make_person("Olga", "Other"))
    given = answers(council, family_choice="existing", family_reference=file.family.reference)
    html = worker.post(create_url(worker), given).content.decode()
    assert "Enter the reference of a family you work with" in html
    assert people() == 1


@pytest.mark.parametrize("token", ["made-up", "x"])
def test_nobody_is_created_without_a_search(council: Council, worker: PageClient, token: str) -> None:
    url = reverse("person_create", args=[token])
    assert worker.get(url).url == reverse("search")
    response = worker.post(url, answers(council))
    assert people() == 0
    html = response.content.decode()
    assert "we searched again" in html
    assert 'value="Newcomer"' in html


def test_an_old_search_has_to_be_made_again(council: Council, worker: PageClient) -> None:
    url = create_url(worker)
    worker.cookies.clear()
    with time_machine.travel(datetime.datetime(2026, 11, 23, 8, tzinfo=datetime.UTC)):
        worker.force_login(council.hub_worker)
        url = create_url(worker)
    worker.force_login(council.hub_worker)
    assert worker.get(url, follow=True).redirect_chain[0][0] == reverse("search")


def test_the_form_is_filled_in_from_the_search(council: Council, worker: PageClient) -> None:
    html = worker.get(create_url(worker, "nina newcomer-smith 12/3/2015 07700 900456")).content.decode()
    for value in ("Nina", "Newcomer-Smith", "12", "3", "2015", "07700 900456"):
        assert f'value="{value}"' in html


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"given_name": " ", "family_name": ""}, "Enter a first name, a last name or both"),
        ({"given_name": "--", "family_name": "…"}, "Enter a first name, a last name or both"),
        ({"given_name": "n" * 101}, "must be 100 characters or fewer"),
        ({"date_of_birth_day": "31", "date_of_birth_month": "2"}, "Date of birth must be a real date"),
        ({"date_of_birth_year": "15"}, "Year must include 4 numbers"),
        ({"date_of_birth_day": ""}, "Date of birth must include a day"),
        (
            date("date_of_birth", TODAY + datetime.timedelta(days=1)),
            "Date of birth must be today or in the past",
        ),
        (date("date_of_birth", datetime.date(1906, 1, 1)), "Date of birth must be within the last 120 years"),
        ({"birth_date_kind": "unborn"}, "Expected date must be in the future"),
        (
            {"birth_date_kind": "unborn", **date("date_of_birth", datetime.date(2027, 10, 1))},
            "within the next 10 months",
        ),
        ({"birth_date_kind": "unknown"}, "Remove the date, or say how well it is known"),
        ({"birth_date_kind": ""}, "Select how well the date of birth is known"),
        ({"phone": "12345"}, "Enter a UK telephone number"),
        ({"family_choice": ""}, "Select which family they belong to"),
        ({"new_family_name": ""}, "Enter the family name"),
        ({"service": ""}, "Select a service"),
        ({"team": ""}, "Select a team"),
        ({"started_on_day": "99"}, "Open from must be a real date"),
        (date("started_on", TODAY + datetime.timedelta(days=1)), "Open from must be today or in the past"),
    ],
)
def test_wrong_answers_are_told_beside_the_field_and_nothing_is_lost(
    council: Council, worker: PageClient, changes: dict[str, Any], message: str
) -> None:
    given = answers(council, **{"phone": "07700 900456"} | changes)
    html = worker.post(create_url(worker), given).content.decode()
    assert "There is a problem" in html
    assert html.count(message) >= 2
    for name in ("given_name", "family_name", "new_family_name", "date_of_birth_year", "phone"):
        assert not str(given[name]).strip() or f'value="{given[name]}"' in html
    assert people() == 0


def test_an_unborn_baby_and_somebody_whose_age_nobody_knows_can_be_entered(
    council: Council, worker: PageClient
) -> None:
    expected = date("date_of_birth", datetime.date(2027, 3, 1))
    assert (
        worker.post(create_url(worker), answers(council, birth_date_kind="unborn", **expected)).status_code
        == 302
    )
    nothing = {"date_of_birth_day": "", "date_of_birth_month": "", "date_of_birth_year": ""}
    given = answers(council, given_name="Zed", family_name="Quux", birth_date_kind="unknown", **nothing)
    assert worker.post(create_url(worker), given).status_code == 302
    assert people() == 2


@pytest.mark.parametrize("field", ["team", "allocated_to"])
def test_work_goes_to_ones_own_teams_and_their_people_alone(
    council: Council, worker: PageClient, field: str
) -> None:
    foreign = {"team": council.south_hub.pk, "allocated_to": council.other_hub_worker.pk}[field]
    html = worker.post(create_url(worker), answers(council, **{field: foreign})).content.decode()
    assert "There is a problem" in html
    assert people() == 0


def test_a_manager_does_not_give_work_to_somebody_of_another_team(council: Council) -> None:
    with as_owner():
        head = make_member("Hedda Head", council.service, "hub_manager")
    client = signed_in(head)
    given = answers(council, team=council.north_hub.pk, allocated_to=council.other_hub_worker.pk)
    assert "Worker must be somebody of North hub" in client.post(create_url(client), given).content.decode()
    assert client.post(create_url(client), {**given, "team": council.south_hub.pk}).status_code == 302


def test_a_likely_duplicate_is_asked_about_with_the_reason(council: Council, worker: PageClient, sam) -> None:  # noqa: F811
    url = create_url(worker, "samual kahn")
    given = answers(council, given_name="Samual", family_name="Kahn", phone="07700 900456")
    html = worker.post(url, given).content.decode()
    assert "Select whether it is one of these people" in html
    assert "Samuel Khan, born 12 March 2015" in html
    assert "Same date of birth and a name that sounds alike" in html
    assert 'value="07700 900456"' in html
    assert people() == 1
    again = worker.post(url, {**given, "seen": seen(html)})
    assert "Select whether it is one of these people" in again.content.decode()
    done = worker.post(url, {**given, "seen": seen(html), "same_person": "none"})
    assert done.status_code == 302
    assert people() == 2


def test_a_form_sent_twice_at_the_same_moment_creates_one_person_and_asks_about_it(own_database: str) -> None:
    with as_owner():
        council = make_council()
    sent, clients = answers(council), [signed_in(council.hub_worker) for _ in range(3)]
    urls = [create_url(client) for client in clients]
    responses: list[Any] = []
    gate = threading.Barrier(3)

    def send(client: PageClient, url: str) -> None:
        gate.wait(timeout=20)
        responses.append(client.post(url, sent))
        connection.close()

    senders = [threading.Thread(target=send, args=pair) for pair in zip(clients, urls, strict=True)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)
    assert sorted(response.status_code for response in responses) == [200, 200, 302]
    asked = [response for response in responses if response.status_code == 200]
    assert all("Select whether it is one of these people" in again.content.decode() for again in asked)
    with as_owner():
        assert Person.objects.filter(family_name="Newcomer").count() == 1


def test_choosing_the_person_on_file_creates_nobody(council: Council, worker: PageClient, sam) -> None:  # noqa: F811
    url = create_url(worker, "samual kahn")
    given = answers(council, given_name="Samual", family_name="Kahn")
    html = worker.post(url, given).content.decode()
    response = worker.post(url, {**given, "seen": seen(html), "same_person": str(sam.pk)})
    with as_owner():
        family = FamilyMembership.objects.get(person=sam).family
    assert response.url == reverse("families:family", kwargs={"family_id": family.pk})
    assert people() == 1


def test_a_duplicate_out_of_sight_says_whom_to_ask_and_no_more(council: Council, sam) -> None:  # noqa: F811
    client = signed_in(council.other_hub_worker)
    url = create_url(client, "sam khan")
    given = answers(
        council,
        given_name="Sam",
        family_name="Khan",
        team=council.south_hub.pk,
        allocated_to=council.other_hub_worker.pk,
    )
    html = client.post(url, given).content.decode()
    assert "Samuel Khan, born 2015" in html
    assert "Speak to North hub on 0116 496 0123" in html
    for hidden in (str(sam.pk), "High Street", "LE1", "Bobby", "March"):
        assert hidden not in html
    chosen = client.post(url, {**given, "seen": seen(html), "same_person": "card-1"}).content.decode()
    assert "Nothing was saved. Speak to North hub" in chosen
    assert people() == 1
    assert client.post(url, {**given, "seen": seen(html), "same_person": "none"}).status_code == 302


def test_an_answer_about_other_people_does_not_count(council: Council, worker: PageClient, sam) -> None:  # noqa: F811
    url = create_url(worker, "samual kahn")
    given = answers(council, given_name="Samual", family_name="Kahn")
    html = worker.post(url, given).content.decode()
    with as_owner():  # somebody else enters the same child meanwhile
        make_family(council.north_hub, make_person("Samual", "Kahn", date_of_birth=BORN))
    assert worker.post(url, {**given, "seen": seen(html), "same_person": "none"}).status_code == 200
    assert worker.post(url, {**given, "seen": "forged", "same_person": "none"}).status_code == 200
    assert people() == 2


def test_whoever_may_not_create_is_refused(council: Council) -> None:
    client = signed_in(council.information_officer)
    url = create_url(client)
    assert client.get(url).status_code == 403
    assert client.post(url, answers(council)).status_code == 403
    assert people() == 0


def test_names_that_look_like_markup_are_kept_as_text(council: Council, worker: PageClient) -> None:
    given = answers(council, given_name="<script>alert(1)</script>", phone="no")
    html = worker.post(create_url(worker), given).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_failed_save_leaves_nothing_behind(council: Council, worker: PageClient) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT setval('families_reference', 100001, false)")
        make_person("Holds", "TheReference")
        cursor.execute("UPDATE families_person SET reference = 'PN-100002'")
    client = Client(raise_request_exception=False)
    client.force_login(council.hub_worker)
    assert client.post(create_url(client), answers(council)).status_code == 500
    with as_owner():
        assert Family.objects.count() == 0
        assert Involvement.objects.count() == 0
