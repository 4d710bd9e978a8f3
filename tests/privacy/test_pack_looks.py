"""“Who looked at me” in a subject access pack: readable, complete, and no longer than somebody can read."""

import datetime
import io
import json
from typing import Any

import pypdf
import pytest

from accounts.models import AccessRecord, Membership
from privacy.models import Pack
from privacy.tasks import collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.families import join_family, make_family, make_person
from tests.factories.privacy import make_request

AT = datetime.datetime(2027, 6, 7, 22, 30, tzinfo=datetime.UTC)  # half past eleven at night in London
TITLE = "Who looked at your record"


def look(by: Any, at: datetime.datetime = AT, **fields: Any) -> None:
    AccessRecord.objects.create(
        **{"user_id": by.pk, "at": at, "route": "families:family", "ground": "allocated", "action": "view"}
        | fields
    )


def pack_of(council: Council, subject: Any) -> tuple[list[dict[str, str]], str]:
    """The section as data, and the words of the PDF."""
    with as_owner():
        request = make_request(subject, council.information_officer)
        pack = Pack.objects.create(request=request, asked_at=AT)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    assert pack.state == "ready"
    (section,) = (part for part in json.loads(bytes(pack.data))["sections"] if part["title"] == TITLE)
    pages = pypdf.PdfReader(io.BytesIO(bytes(pack.document))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    return [dict(item["fields"]) for item in section["items"]], printed


@pytest.fixture
def robin(council: Council) -> Any:
    with as_owner():
        return make_family(council.north_hub, make_person("Robin", "Subject"))


def test_each_look_says_when_who_with_their_job_which_page_and_why(council: Council, robin: Any) -> None:
    with as_owner():
        look(council.hub_worker, person_id=robin.person.pk, route="families:person")
        council.hub_manager.job_title = "Lead practitioner"
        council.hub_manager.save()
        look(
            council.hub_manager, AT - datetime.timedelta(days=1), family_id=robin.family.pk,
            route="contacts:chronology", ground="held by a managed team", action="export",
        )  # fmt: skip
    told, printed = pack_of(council, robin.person)
    assert told == [
        {
            "When": "7 June 2027, 23:30",
            "Who": "Hana Worker, Family hub worker, North hub",
            "Page": "Person’s page",
            "How": "Opened a page",
            "Why they could see it": "they were allocated to the family",
        },
        {
            "When": "6 June 2027, 23:30",
            "Who": "Malik Manager, Lead practitioner, North hub",
            "Page": "Chronology",
            "How": "Taken out as a file or on paper",
            "Why they could see it": "they lead a team that works or worked with the family",
        },
    ]
    for words in (*told[0].values(), *told[1].values()):
        assert words in printed


def test_the_job_told_is_that_of_the_day(council: Council, robin: Any) -> None:
    with as_owner():
        Membership.objects.filter(user=council.hub_worker).update(ended_on=datetime.date(2027, 1, 31))
        Membership.objects.create(
            user=council.hub_worker, team=council.victims, role="victim_worker",
            started_on=datetime.date(2027, 2, 1),
        )  # fmt: skip
        look(
            council.hub_worker,
            datetime.datetime(2027, 1, 31, 12, tzinfo=datetime.UTC),
            family_id=robin.family.pk,
        )
        look(council.hub_worker, family_id=robin.family.pk)
    told, _ = pack_of(council, robin.person)
    assert [item["Who"] for item in told] == [
        "Hana Worker, Victim worker, Victim support",
        "Hana Worker, Family hub worker, North hub",
    ]


def test_looks_at_others_and_at_a_family_after_leaving_it_are_not_told(council: Council, robin: Any) -> None:
    with as_owner():
        sibling, stranger = make_person("Sasha"), make_family(council.south_hub)
        join_family(sibling, robin.family)
        left = make_family(council.south_hub)
        join_family(robin.person, left.family, ended_on=datetime.date(2027, 3, 1))
        look(council.hub_worker, person_id=sibling.pk, ground="sibling alone")
        look(council.other_hub_worker, family_id=stranger.family.pk, ground="a stranger")
        look(council.other_hub_worker, family_id=left.family.pk, ground="after leaving")
        before = datetime.datetime(2027, 2, 1, tzinfo=datetime.UTC)
        look(council.other_hub_worker, before, family_id=left.family.pk, ground="before leaving")
    told, printed = pack_of(council, robin.person)
    assert [item["Why they could see it"] for item in told] == ["before leaving"]
    for hidden in ("sibling alone", "a stranger", "after leaving"):
        assert hidden not in printed


def test_a_large_log_is_told_by_day_person_and_page_with_a_count(council: Council, robin: Any) -> None:
    rows = [
        AccessRecord(
            at=AT - datetime.timedelta(days=day, minutes=minute),
            user_id=user.pk,
            family_id=robin.family.pk,
            route=route,
            ground="allocated",
            action="view",
        )
        for day in range(10)
        for minute in range(200)
        for user in (council.hub_worker, council.hub_manager)
        for route in ("families:family", "contacts:chronology")
    ]
    with as_owner():
        AccessRecord.objects.bulk_create(rows)
    told, _ = pack_of(council, robin.person)
    assert len(rows) == 8_000
    assert len(told) == 10 * 2 * 2
    assert told[0]["When"] == "7 June 2027, 200 times between 20:11 and 23:30"


def test_a_page_that_is_gone_and_somebody_unknown_are_told_as_far_as_known(
    council: Council, robin: Any
) -> None:
    with as_owner():
        look(robin.person, family_id=robin.family.pk, route="families:old_page", ground="an old reason")
    told, _ = pack_of(council, robin.person)
    assert told[0]["Who"] == "Somebody no longer known"
    assert told[0]["Page"] == "families:old_page"
    assert told[0]["Why they could see it"] == "an old reason"
