"""Allocation: work that waits, caseloads in view, priority, and one worker for one family."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cases.families.allocating import allocate_url, signed_in, words, work_now
from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.factories.families import FamilyFile, make_family, make_restriction, make_warning
from tests.page_client import PageClient

PAGE = "/families/allocation/"
PERSONAL = re.compile(r"families_|accounts_(membership|team)|warning")
TODAY = timezone.localdate()


@pytest.fixture
def manager(council: Council) -> PageClient:
    return signed_in(council.hub_manager)


@pytest.fixture
def waiting(council: Council) -> FamilyFile:
    with as_owner():
        return make_family(council.north_hub, name="Waiting")


def version_on(client: PageClient, url: str) -> str:
    return str(client.get(url).context["form"].initial["version"])


def test_the_most_urgent_work_waits_at_the_top_then_the_longest_waiting(
    manager: PageClient, council: Council
) -> None:
    with as_owner():
        for name, priority, days in (
            ("Old", "medium", 90),
            ("New", "medium", 2),
            ("Low", "low", 99),
            ("High", "high", 1),
        ):
            started = TODAY - datetime.timedelta(days=days)
            make_family(council.north_hub, name=name, priority=priority, started_on=started)
        make_family(council.south_hub, name="Elsewhere", priority="high")
        make_family(council.north_hub, name="Has one", allocated_to=council.hub_worker)
    for page, there in ((manager.get(PAGE), "waiting"), (manager.get("/"), "home")):
        told = words(page)
        places = [told.index(f"{name} family") for name in ("High", "Old", "New", "Low")]
        assert places == sorted(places), there
        assert "Elsewhere" not in told
    assert "Has one" not in words(manager.get(PAGE))


def test_whoever_has_left_or_is_leaving_is_named_with_the_families_they_have(
    manager: PageClient, council: Council
) -> None:
    soon, past = TODAY + datetime.timedelta(days=14), TODAY - datetime.timedelta(days=1)
    with as_owner():
        gone = make_member("Wendy Gone", council.north_hub, "hub_worker", ended_on=past)
        leaving = make_member("Lars Leaving", council.north_hub, "hub_worker", ended_on=soon)
        make_member("Nora Nothing", council.north_hub, "hub_worker", ended_on=past)
        for worker, count in ((gone, 3), (leaving, 2), (council.hub_worker, 1)):
            for _ in range(count):
                make_family(council.north_hub, allocated_to=worker)
    told = [(row["name"], row["families"], row["leaves_on"]) for row in manager.get(PAGE).context["leaving"]]
    assert told == [("Wendy Gone", 3, None), ("Lars Leaving", 2, soon)]


def test_warnings_stand_beside_work_that_waits(
    manager: PageClient, council: Council, waiting: FamilyFile
) -> None:
    with as_owner():
        make_warning(council.hub_worker, person=waiting.person)
        make_warning(council.hub_worker, family=waiting.family, kind="communication")
        make_family(council.north_hub, name="Calm")
    tags = {row.family.name: row.warning_tags for row in manager.get(PAGE).context["waiting"]}
    assert tags == {"Waiting": ["Communication need", "Risk to a lone worker"], "Calm": []}
    home = words(manager.get("/"))
    assert home.count("Communication need") == home.count("Risk to a lone worker") == 1


def test_home_begins_with_what_there_is_to_do(manager: PageClient, council: Council) -> None:
    with as_owner():
        for number in range(7):
            make_family(council.north_hub, name=f"Number {number}")
    page = manager.get("/")
    assert words(page).index("more than 5 waiting for a worker") < words(page).index("Due now")
    assert re.search(r'href="#(panel-\d+)".*more than 5 waiting', page.content.decode())
    assert "and more families without a worker" in words(page)


def test_caseloads_of_the_team_stand_on_the_page_and_on_the_managers_home(
    manager: PageClient, council: Council
) -> None:
    with as_owner():
        for priority in ("high", "low", "low"):
            make_family(council.north_hub, allocated_to=council.hub_worker, priority=priority)
    assert "Hana Worker 1 0 2 3 5" in words(manager.get(PAGE))
    assert "Hana Worker 1 0 2 5" in words(manager.get("/"))
    assert "Caseloads" not in words(signed_in(council.hub_worker).get("/"))


def test_a_manager_of_several_teams_sees_them_by_team(council: Council) -> None:
    with as_owner():
        head = signed_in(make_member("Hilda Head", council.service, "hub_manager"))
        make_family(council.north_hub, allocated_to=council.hub_worker, priority="high")
        make_family(council.south_hub)
    for url, north, south in ((PAGE, "1 0 0 1 3 0", "0 1 0 1 2 1"), ("/", "1 0 0 3", "0 1 0 2")):
        told = words(head.get(url))
        assert f"North hub {north}" in told
        assert f"South hub {south}" in told


def test_a_family_kept_from_the_manager_is_in_no_figure(manager: PageClient, council: Council) -> None:
    with as_owner():
        hidden = make_family(council.north_hub, name="Kept", allocated_to=council.hub_worker)
        make_restriction(hidden.family, [council.hub_worker], council.hub_worker)
        make_family(council.north_hub, allocated_to=council.hub_worker)
    assert "Hana Worker 0 1 0 1 2" in words(manager.get(PAGE))


def test_priority_is_set_when_work_is_allocated(
    manager: PageClient, council: Council, waiting: FamilyFile
) -> None:
    url = allocate_url(waiting)
    sent = {"priority": "high", "why": "new", "version": version_on(manager, url)}
    assert manager.post(url, sent | {"allocated_to": str(council.hub_worker.pk)}).status_code == 302
    row = work_now(waiting)
    assert (row.priority, row.allocated_to) == ("high", council.hub_worker)
    with as_owner():
        assert row.history.first().history_change_reason == "New work, or work that waited"


def test_caseload_and_last_day_stand_beside_each_name_to_choose(
    manager: PageClient, council: Council, waiting: FamilyFile
) -> None:
    last = TODAY + datetime.timedelta(days=30)
    with as_owner():
        make_member("Lars Leaving", council.north_hub, "hub_worker", ended_on=last)
        make_family(council.north_hub, allocated_to=council.hub_worker, priority="high")
    told = words(manager.get(allocate_url(waiting)))
    assert "Hana Worker – 1 family, weighted 3" in told
    assert f"Lars Leaving – 0 families, weighted 0, leaves on {last.day} {last:%B %Y}" in told


def test_somebody_who_has_left_or_could_not_open_it_is_refused(
    manager: PageClient, council: Council, waiting: FamilyFile
) -> None:
    with as_owner():
        past = TODAY - datetime.timedelta(days=1)
        gone = make_member("Wendy Gone", council.north_hub, "hub_worker", ended_on=past)
    url = allocate_url(waiting)
    sent = {"priority": "high", "why": "new", "version": version_on(manager, url)}
    for nobody in (gone, council.other_hub_worker):
        answer = manager.post(url, sent | {"allocated_to": str(nobody.pk)})
        assert words(answer).count("Select somebody who works in North hub today") == 2
    with as_owner():
        make_restriction(waiting.family, [council.hub_manager], council.hub_manager)
    answer = manager.post(url, sent | {"allocated_to": str(council.hub_worker.pk)})
    assert "Hana Worker is not named for it" in words(answer)
    assert work_now(waiting).allocated_to is None


def test_taking_work_from_a_worker_asks_why(manager: PageClient, council: Council) -> None:
    with as_owner():
        file = make_family(council.north_hub, allocated_to=council.hub_worker)
    url = allocate_url(file)
    sent = {"allocated_to": "", "version": version_on(manager, url)}
    assert words(manager.post(url, sent)).count("Select why the allocation changes") == 2
    assert words(manager.post(url, sent | {"why": "other"})).count("Enter the reason for this change") == 2
    assert work_now(file).allocated_to == council.hub_worker


def test_a_manager_of_another_team_cannot_allocate(council: Council, waiting: FamilyFile) -> None:
    with as_owner():
        elsewhere = make_member("Sally South", council.south_hub, "hub_manager")
    for user in (elsewhere, council.other_hub_worker):
        assert signed_in(user).get(allocate_url(waiting)).status_code == 404
        assert signed_in(user).post(allocate_url(waiting), {"why": "new"}).status_code == 404


@pytest.mark.parametrize("path", ["page", "worker", "home", "allocate"])
@pytest.mark.parametrize("who", ["team", "service"])
def test_asks_as_often_for_twenty_families_as_for_three(
    council: Council, waiting: FamilyFile, path: str, who: str
) -> None:
    with as_owner():
        head = make_member("Hilda Head", council.service, "hub_manager")
        for team, worker in (
            (council.north_hub, council.hub_worker),
            (council.south_hub, council.other_hub_worker),
        ):
            for _ in range(6):  # as many as the home page names, and one more
                make_family(team)
                make_family(team, allocated_to=worker)
    client = signed_in(council.hub_manager if who == "team" else head)
    urls = {
        "page": PAGE,
        "worker": f"{PAGE}{council.hub_worker.pk}/",
        "home": "/",
        "allocate": allocate_url(waiting),
    }

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(urls[path]).status_code == 200
        return len([query for query in queries if PERSONAL.search(query["sql"])])

    once = asked()
    with as_owner():
        for number in range(20):
            make_family(council.north_hub, name=f"More {number}", allocated_to=council.hub_worker)
            make_family(council.north_hub, name=f"Wait {number}")
    assert asked() == once
    assert once <= 12
