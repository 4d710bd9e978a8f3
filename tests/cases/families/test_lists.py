"""The home page and the list of families: what is whose, in pages, in a fixed number of queries."""

import datetime
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.families.models import Draft
from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.factories.families import make_family, make_person, make_service
from tests.page_client import PageClient

LIST = "/families/"
PERSONAL = re.compile(r"families_|accounts_(membership|team)")


def words(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def signed_in(user: Any) -> PageClient:
    client = PageClient()
    client.force_login(user)
    return client


def names_on(page: Any) -> list[str]:
    return [family.name for family in page.context["families"]]


def test_home_shows_the_open_families_allocated_to_me(worker: PageClient, council: Council) -> None:
    with as_owner():
        make_family(council.north_hub, name="Mine", allocated_to=council.hub_worker)
        make_family(council.north_hub, name="Colleagues", allocated_to=council.hub_manager)
        make_family(
            council.north_hub, name="Finished", allocated_to=council.hub_worker,
            ended_on=datetime.date(2024, 3, 1), end_reason="moved",
        )  # fmt: skip
    page = words(worker.get("/"))
    assert "Mine family" in page
    assert "Colleagues" not in page
    assert "Finished" not in page


def test_home_shows_a_manager_what_waits_for_a_worker(worker: PageClient, council: Council) -> None:
    with as_owner():
        make_family(council.north_hub, name="Waiting")
        make_family(council.south_hub, name="Elsewhere")
    page = words(signed_in(council.hub_manager).get("/"))
    assert "Waiting family" in page
    assert "Elsewhere" not in page
    assert "Waiting for a worker" not in words(worker.get("/"))


def test_home_shows_my_drafts_and_nobody_elses(worker: PageClient, council: Council) -> None:
    with as_owner():
        file = make_family(council.north_hub, name="Drafted")
        for owner, form in ((council.hub_worker, "contact_record"), (council.hub_manager, "somebody_elses")):
            Draft.objects.create(owner=owner, family=file.family, form=form, saved_at=timezone.now())
    page = worker.get("/")
    assert [draft["words"] for draft in page.context["drafts"]] == [f"Contact, {file.family}"]


@pytest.mark.parametrize("persona", ["admin", "records_officer", "information_officer"])
def test_home_of_other_roles_names_no_family(council: Council, persona: str) -> None:
    with as_owner():
        make_family(council.north_hub, name="Hidden")
    page = signed_in(getattr(council, persona)).get("/")
    assert "Hidden" not in words(page)
    assert "Families" not in words(page).split("Menu")[1].split("Find")[0].replace("Family Hubs", "")


def test_the_list_shows_the_families_of_my_team_and_of_no_other(worker: PageClient, council: Council) -> None:
    with as_owner():
        make_family(council.north_hub, name="Beta")
        make_family(council.north_hub, name="alpha")
        make_family(council.south_hub, name="Gamma")
    assert names_on(worker.get(LIST)) == ["alpha", "Beta"]


def test_a_manager_above_sees_the_teams_below(council: Council) -> None:
    with as_owner():
        head = make_member("Hilda Head", council.service, "hub_manager")
        make_family(council.north_hub, name="Beta")
        make_family(council.south_hub, name="Gamma")
    assert names_on(signed_in(head).get(LIST)) == ["Beta", "Gamma"]


def test_the_list_is_narrowed(worker: PageClient, council: Council) -> None:
    with as_owner():
        group = make_service("Groupwork", "groupwork")
        make_family(council.north_hub, name="Open")
        make_family(council.north_hub, name="Group", service=group, allocated_to=council.hub_manager)
        make_family(council.north_hub, name="Past", ended_on=datetime.date(2024, 3, 1), end_reason="moved")
    assert names_on(worker.get(LIST)) == ["Group", "Open"]
    assert names_on(worker.get(LIST, {"service": group.pk})) == ["Group"]
    assert names_on(worker.get(LIST, {"allocated_to": council.hub_manager.pk})) == ["Group"]
    assert names_on(worker.get(LIST, {"state": "closed"})) == ["Past"]
    assert names_on(worker.get(LIST, {"state": "all"})) == ["Group", "Open", "Past"]


def test_a_filter_nobody_offers_is_refused_beside_the_field(worker: PageClient, council: Council) -> None:
    page = worker.get(LIST, {"state": "nonsense"})
    assert words(page).count("Select work") == 2


def test_a_long_list_comes_in_pages_without_a_name_in_the_address(
    worker: PageClient, council: Council
) -> None:
    with as_owner():
        for number in range(30):
            make_family(council.north_hub, make_person(), name=f"Family {number // 2:02}")
    first = worker.get(LIST)
    second = worker.get(LIST + first.context["next_url"])
    assert len(names_on(first)) == 25
    assert names_on(first) + names_on(second) == [f"Family {number // 2:02}" for number in range(30)]
    assert "Family" not in first.context["next_url"]
    assert second.context["next_url"] == ""


@pytest.mark.parametrize("after", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_place_in_the_list_that_is_not_there_does_not_exist(worker: PageClient, after: str) -> None:
    assert worker.get(LIST, {"after": after}).status_code == 404


def test_the_place_of_another_teams_family_does_not_exist(worker: PageClient, council: Council) -> None:
    with as_owner():
        theirs = make_family(council.south_hub)
    assert worker.get(LIST, {"after": str(theirs.family.pk)}).status_code == 404


@pytest.mark.parametrize("route", ["home", "families:list"])
def test_asks_as_often_for_twenty_families_as_for_one(
    worker: PageClient, council: Council, route: str
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            worker.get(reverse(route))
        return len([query for query in queries if PERSONAL.search(query["sql"])])

    with as_owner():
        make_family(council.north_hub, name="First", allocated_to=council.hub_worker)
    once = asked()
    with as_owner():
        for number in range(20):
            make_family(council.north_hub, name=f"More {number}", allocated_to=council.hub_worker)
    assert asked() == once
