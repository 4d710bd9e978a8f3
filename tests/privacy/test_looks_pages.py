"""Pages for those who audit: who looked at a family or person, and who looked at what."""

import datetime
import html
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AccessRecord
from cases.families.views.looks import LOOKS_ON_A_PAGE
from privacy.queries import look_cards, look_circle, look_target
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import FamilyFile, make_family, make_person
from tests.factories.merging import merge_now
from tests.page_client import PageClient

AUDIT = "/privacy/access-log/"
AT = datetime.datetime(2026, 3, 28, 23, 30, tzinfo=datetime.UTC)


def look(by: Any, at: datetime.datetime = AT, **fields: Any) -> None:
    AccessRecord.objects.create(
        **{"user_id": by.pk, "at": at, "route": "families:family", "ground": "allocated", "action": "view"}
        | fields
    )


def words(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def signed_in(user: Any) -> PageClient:
    client = PageClient()
    client.force_login(user)
    return client


@pytest.fixture
def file(council: Council) -> FamilyFile:
    with as_owner():
        child = make_person("Sam", "Marrow", date_of_birth=datetime.date(2015, 5, 6))
        return make_family(council.north_hub, make_person("Robin", "Marrow"), child, name="Marrow")


def looks_url(file: FamilyFile) -> str:
    return reverse("families:family_looks", args=[file.family.pk])


def test_a_manager_reads_who_looked_at_the_family_and_its_people(council: Council, file: FamilyFile) -> None:
    with as_owner():
        stranger = make_family(council.south_hub)
        look(council.hub_worker, person_id=file.people[1].pk, route="families:person")
        look(council.other_hub_worker, family_id=file.family.pk, ground="index card")
        look(council.other_hub_worker, family_id=stranger.family.pk, ground="not told here")
    page = words(signed_in(council.hub_manager).get(looks_url(file)))
    assert "28 March 2026, 23:30 Hana Worker, Family hub worker, North hub Sam Marrow Person’s page" in page
    assert "Otto Worker, Family hub worker, South hub Marrow family" in page
    assert "not told here" not in page
    # The look at this very page comes first, and is on the log.
    assert page.index("Malik Manager") < page.index("Hana Worker")


def test_the_page_of_one_person_tells_of_looks_at_them_alone(council: Council, file: FamilyFile) -> None:
    with as_owner():
        look(council.hub_worker, person_id=file.people[1].pk, ground="this one")
        look(council.hub_worker, person_id=file.people[0].pk, ground="the other one")
    url = reverse("families:person_looks", args=[file.people[1].pk])
    page = words(signed_in(council.hub_manager).get(url))
    assert "this one" in page
    assert "the other one" not in page


def test_the_way_there_is_on_the_family_page_of_a_manager_alone(council: Council, file: FamilyFile) -> None:
    family = reverse("families:family", args=[file.family.pk])
    assert looks_url(file) in signed_in(council.hub_manager).get(family).content.decode()
    assert looks_url(file) not in signed_in(council.hub_worker).get(family).content.decode()


def test_pages_go_on_where_the_one_before_ended(council: Council, file: FamilyFile) -> None:
    count = LOOKS_ON_A_PAGE * 2 + 3
    with as_owner():
        for number in range(count):
            # Two at each moment: the key decides between them.
            look(council.hub_worker, AT - datetime.timedelta(hours=number // 2), family_id=file.family.pk,
                 ground=f"reason {number:03d}.")  # fmt: skip
    manager, url, found = signed_in(council.hub_manager), looks_url(file), []
    for _ in range(3):
        page = manager.get(url)
        found += re.findall(r"reason \d{3}\.", page.content.decode())
        following = page.context["older_url"]
        url = looks_url(file) + following
    assert not following
    assert sorted(found) == [f"reason {number:03d}." for number in range(count)]
    assert manager.get(looks_url(file) + "?before=nonsense").status_code == 404


def ask(client: PageClient, **asked: str) -> Any:
    return client.post(AUDIT, asked, follow=True)


@pytest.fixture
def auditor(council: Council) -> PageClient:
    return signed_in(council.information_officer)


def test_an_auditor_finds_looks_by_the_reference_of_a_family(
    council: Council, file: FamilyFile, auditor: PageClient
) -> None:
    with as_owner():
        look(council.hub_worker, person_id=file.people[1].pk)
        look(council.hub_worker, family_id=file.family.pk, route="contacts:chronology")
        look(council.hub_worker, family_id=make_family(council.south_hub).family.pk, ground="not asked for")
    answer = ask(auditor, reference=f" {file.family.reference.lower()} ")
    page = words(answer)
    assert f"Sam Marrow, born 2015, {file.people[1].reference} Family page" in page
    assert f"Marrow family, {file.family.reference} Chronology" in page
    assert "not asked for" not in page
    (address, _) = answer.redirect_chain[-1]
    assert file.family.reference not in address


def test_an_auditor_finds_looks_by_the_reference_of_a_person_and_at_their_family(
    council: Council, file: FamilyFile, auditor: PageClient
) -> None:
    with as_owner():
        look(council.hub_worker, person_id=file.people[0].pk, ground="this one")
        look(council.hub_worker, family_id=file.family.pk, ground="and the family")
        look(council.hub_worker, person_id=file.people[1].pk, ground="not the sister")
    page = words(ask(auditor, reference=file.people[0].reference))
    assert "this one" in page
    assert "and the family" in page
    assert "not the sister" not in page


def test_an_auditor_finds_what_a_member_of_staff_looked_at_between_two_days(
    council: Council, file: FamilyFile, auditor: PageClient
) -> None:
    with as_owner():
        look(council.hub_worker, family_id=file.family.pk, ground="in time")
        look(
            council.hub_worker, AT + datetime.timedelta(hours=1), family_id=file.family.pk, ground="too late"
        )
        look(
            council.hub_worker, AT - datetime.timedelta(days=2), family_id=file.family.pk, ground="too early"
        )
        look(council.hub_manager, family_id=file.family.pk, ground="somebody else")
    day = {"_day": "28", "_month": "3", "_year": "2026"}
    days = {f"{name}{part}": value for name in ("since", "until") for part, value in day.items()}
    page = words(ask(auditor, staff="hana", **days))
    assert "in time" in page
    for reason in ("too late", "too early", "somebody else"):
        assert reason not in page


def test_whatever_an_audit_shows_is_noted(council: Council, file: FamilyFile, auditor: PageClient) -> None:
    with as_owner():
        look(council.hub_worker, family_id=file.family.pk)
        look(council.hub_worker, person_id=file.person.pk)
    ask(auditor, staff=council.hub_worker.email)
    with as_owner():
        noted = AccessRecord.objects.filter(user_id=council.information_officer.pk)
        assert {(row.family_id, row.person_id, row.route, row.ground) for row in noted} == {
            (file.family.pk, None, "privacy:looks", "audits the log"),
            (None, file.person.pk, "privacy:looks", "audits the log"),
        }


def test_looks_at_what_was_destroyed_name_nobody(council: Council, auditor: PageClient) -> None:
    with as_owner():
        look(council.hub_worker, family_id=uuid.uuid4())
    assert "No longer on record" in words(ask(auditor, staff="Hana Worker"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Enter a reference or a member of staff"),
        ({"reference": "FH-000000"}, "No person or family has this reference"),
        ({"staff": "Nobody Atall"}, "No member of staff is called that"),
        ({"staff": "Worker"}, "More than one member of staff fits"),
        ({"staff": "Hana", "since_day": "31", "since_month": "2", "since_year": "2026"}, "real date"),
        (
            {"staff": "Hana", "since_day": "2", "since_month": "3", "since_year": "2026", "until_day": "1",
             "until_month": "3", "until_year": "2026"},
            "must be the same as or after the first day",
        ),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_says_why_and_keeps_what_was_typed(
    auditor: PageClient, asked: dict[str, str], said: str
) -> None:
    page = ask(auditor, **asked)
    assert said in words(page)
    for typed in asked.values():
        assert typed in page.content.decode()


@pytest.mark.parametrize(
    "query", ["about=x", "staff=x", "staff=&about=x", "staff=%00", "about=1&since=2026-02-31"]
)
def test_an_address_nobody_was_given_is_not_found(auditor: PageClient, query: str) -> None:
    assert auditor.get(f"{AUDIT}?{query}").status_code == 404


def test_looks_at_a_record_that_was_put_together_with_another_are_found_by_that_one(
    council: Council, file: FamilyFile, auditor: PageClient
) -> None:
    with as_owner():
        other = make_family(council.north_hub, make_person("Robin", "Marow"), name="Marow")
        look(council.hub_worker, family_id=other.family.pk, route="families:genogram")
    assert "Genogram" not in words(ask(auditor, reference=file.family.reference))
    merge_now(file.family, other.family, council.hub_manager)
    assert "Genogram" in words(ask(auditor, reference=file.family.reference))


def test_index_cards_are_for_auditors_alone(council: Council, file: FamilyFile) -> None:
    for persona, user in council.personas().items():
        with acting_as(user):
            answered = [
                look_target(file.family.reference),
                look_circle(file.family.pk),
                look_cards([file.family.pk, file.person.pk]),
            ]
        assert [bool(one) for one in answered] == [persona == "information_officer"] * 3, persona


def test_a_page_of_looks_takes_the_same_few_statements_however_many_there_are(
    council: Council, file: FamilyFile, auditor: PageClient
) -> None:
    counts = []
    for number in (1, LOOKS_ON_A_PAGE):
        with as_owner():
            for _ in range(number):
                look(council.hub_worker, timezone.now(), family_id=file.family.pk)
        for client, url in ((signed_in(council.hub_manager), looks_url(file)),
                            (auditor, f"{AUDIT}?staff={council.hub_worker.pk}")):  # fmt: skip
            client.get(url)
            with CaptureQueriesContext(connection) as sent:
                client.get(url)
            counts.append(len(sent))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 20
