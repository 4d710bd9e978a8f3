"""The search box and its results, as a worker meets them."""

import datetime
import logging
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AccessRecord, User
from cases.families.models import Address, PersonName, Phone
from cases.families.search.recent import KEY, MOST_KEPT
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import REASON, make_family, make_person
from tests.page_client import PageClient

BORN = datetime.date(2015, 3, 12)


def signed_in(user: User) -> PageClient:
    client = PageClient()
    client.force_login(user)
    return client


def search(client: PageClient, text: str) -> Any:
    return client.post(reverse("search"), {"query": text}, follow=True)


@pytest.fixture
def sam(council: Council):
    with as_owner():
        council.north_hub.phone = "+441164960123"
        council.north_hub.save()
        person = make_person("Samuel", "Khan", date_of_birth=BORN)
        make_family(council.north_hub, person, name="Khan")
        Phone(person=person, number="+447700900123").save_by(by=None, reason=REASON)
        Address(person=person, lines="1 High Street", postcode="LE1 5WW").save_by(by=None, reason=REASON)
        PersonName(person=person, name="Bobby Razor").save_by(by=None, reason=REASON)
    return person


def test_whoever_may_see_the_person_is_led_to_their_family(council: Council, sam) -> None:
    html = search(signed_in(council.hub_worker), "samual kahn").content.decode()
    family = sam.family_memberships.model.objects
    with as_owner():
        family_id = family.get(person=sam).family_id
    assert reverse("families:family", kwargs={"family_id": family_id}) in html
    assert "12 March 2015" in html
    assert "Name sounds alike" in html


def test_another_name_is_told_to_those_who_see_the_person_alone(council: Council, sam) -> None:
    assert (
        "Also known as Bobby Razor" in search(signed_in(council.hub_worker), "bobby razor").content.decode()
    )
    html = search(signed_in(council.other_hub_worker), "razzor").content.decode()
    assert "Also known by a name like this" in html
    assert "Bobby" not in html


@pytest.mark.parametrize("text", ["sam khan", "07700 900999 khan", "le1 5ww"])
def test_others_get_an_index_card_and_whom_to_ask(council: Council, sam, text: str) -> None:
    response = search(signed_in(council.other_hub_worker), text)
    html = response.content.decode()
    shown = html.split("<ol", 1)[1].split("</ol>", 1)[0]
    door = reverse("families:break_glass", args=[sam.pk])
    assert door in shown
    shown = shown.replace(door, "")  # its page says no more than the card does
    assert "Samuel Khan" in shown
    assert "2015" in shown
    assert "You do not have access to this record. Speak to North hub on 0116 496 0123." in shown
    for hidden in (
        "March",
        "12/3",
        "07700",
        "High Street",
        "LE1",
        "Bobby",
        "FH-",
        "PN-",
        str(sam.pk),
        "/families/",
    ):
        assert hidden not in shown


def test_what_was_typed_is_in_no_address_and_no_log(council: Council, sam, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    client = signed_in(council.hub_worker)
    response = client.post(reverse("search"), {"query": "Quillfeather 07700 900123"})
    assert response.status_code == 302
    client.get(response.url)
    create = client.get(f"{response.url}create/")
    assert create.status_code == 200
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    for trace in (response.url, logged):
        assert "quillfeather" not in trace.lower()
        assert "900123" not in trace


def test_results_come_back_with_the_back_button_and_in_no_other_session(council: Council, sam) -> None:
    client = signed_in(council.hub_worker)
    url = client.post(reverse("search"), {"query": "khan"}).url
    search(client, "somebody else")
    assert "Samuel Khan" in client.get(url).content.decode()
    other = signed_in(council.hub_worker).get(url, follow=True)
    assert other.redirect_chain[0][0] == reverse("search")
    assert "That search is no longer kept" in other.content.decode()


def test_the_last_twenty_searches_are_kept(council: Council) -> None:
    client = signed_in(council.hub_worker)
    urls = [client.post(reverse("search"), {"query": f"name{n}x"}).url for n in range(MOST_KEPT + 2)]
    assert len(client.session[KEY]) == MOST_KEPT
    assert client.get(urls[0]).status_code == 302
    assert client.get(urls[-1]).status_code == 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter a name, date of birth, telephone number, postcode or reference"),
        ("  ?? ", "Enter a name, date of birth, telephone number, postcode or reference"),
        ("2015", "Enter a name as well as the year of birth"),
        ("09999999999", "is not a UK telephone number"),
        ("x" * 201, "must be 200 characters or fewer"),
        ("31/2/1700", "is not a real date"),
    ],
)
def test_what_cannot_be_searched_is_said_and_kept(council: Council, text: str, message: str) -> None:
    response = search(signed_in(council.hub_worker), text)
    html = response.content.decode()
    assert "There is a problem" in html
    assert message in html
    assert text.strip() in html


def test_a_date_that_never_was_is_said_beside_the_results(council: Council, sam) -> None:
    html = search(signed_in(council.hub_worker), "khan 31/2/2015").content.decode()
    assert "“31/2/2015” is not a real date" in html
    assert "Samuel Khan" in html


def test_nobody_found_says_what_to_try_and_offers_to_create(council: Council) -> None:
    response = search(signed_in(council.hub_worker), "Quillfeather")
    html = response.content.decode()
    assert "Nobody was found" in html
    assert "Create a new person" in html
    assert (
        "Create a new person"
        not in search(signed_in(council.information_officer), "Quillfeather").content.decode()
    )


def test_who_was_shown_is_logged_with_the_ground(council: Council, sam) -> None:
    search(signed_in(council.hub_worker), "khan")
    search(signed_in(council.other_hub_worker), "khan")
    with as_owner():
        looks = {record.user_id: record for record in AccessRecord.objects.filter(person_id=sam.pk)}
    assert looks[council.hub_worker.pk].ground == "held by a team of the reader"
    assert looks[council.other_hub_worker.pk].ground == "index card"


def test_names_that_look_like_markup_are_shown_as_text(council: Council) -> None:
    with as_owner():
        make_family(council.north_hub, make_person("<script>alert(1)</script>", 'Kh"><b>an'))
    for user in (council.hub_worker, council.other_hub_worker):
        html = search(signed_in(user), "<script>alert(1)</script> khan").content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "<script>alert" not in html
        assert "<b>an" not in html


def test_the_number_of_queries_does_not_grow_with_the_results(
    council: Council, django_assert_max_num_queries
) -> None:
    with as_owner():
        make_family(council.north_hub, *(make_person("Pat", "Smith") for _ in range(30)))
        make_family(council.south_hub, *(make_person("Pat", "Smith") for _ in range(30)))
    client = signed_in(council.hub_worker)
    url = client.post(reverse("search"), {"query": "pat smith"}).url
    with django_assert_max_num_queries(20):
        html = client.get(url).content.decode()
    assert "Narrow your search" in html


def test_whoever_may_not_search_is_refused(council: Council) -> None:
    client = signed_in(council.admin)
    assert client.get(reverse("search")).status_code == 403
    assert client.post(reverse("search"), {"query": "khan"}).status_code == 403
    assert client.get(reverse("search_results", args=["abc"])).status_code == 403
