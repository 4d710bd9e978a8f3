"""What is due comes from the dates on the record: which steps, for whom, in a fixed number of queries."""

import datetime
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.families.charts import BLUE, RED, WIDTH, bar_chart
from cases.families.models import Timescale
from cases.families.rules.dues import by_when, counted
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.contacts import make_contact
from tests.factories.families import FamilyFile, make_family, make_restriction, make_service
from tests.page_client import PageClient

TODAY = timezone.localdate()
PERSONAL = re.compile(r"families_|contacts_|accounts_(membership|team)")


@pytest.fixture(autouse=True)
def steps_of_contacts(db: None) -> None:
    """The council gave time to the steps of being in touch alone; other apps test their own."""
    with as_owner():
        others = Timescale.objects.exclude(step__in=["first_contact", "first_visit", "contact_gap"])
        others.update(is_used=False)


def days_ago(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


def words(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def signed_in(user: Any) -> PageClient:
    client = PageClient()
    client.force_login(user)
    return client


def support(council: Council, name: str, opened: int, **fields: Any) -> FamilyFile:
    service = make_service("Family support", "targeted_support")
    fields.setdefault("allocated_to", council.hub_worker)
    team = fields.pop("team", council.north_hub)
    return make_family(team, name=name, service=service, started_on=days_ago(opened), **fields)


def steps(page: Any) -> dict[str, list[tuple[str, str]]]:
    return {
        section["title"]: [(due.family.split()[0], due.step) for due in section["dues"]]
        for section in page.context["sections"]
    }


def test_each_step_stands_where_the_record_puts_it(worker: PageClient, council: Council) -> None:
    with as_owner():
        support(council, "Untouched", 30)
        met = support(council, "Unvisited", 30)
        make_contact(met, council.hub_worker, kind="call", happened_on=days_ago(2))
        silent = support(council, "Silent", 200)
        make_contact(silent, council.hub_worker, happened_on=days_ago(28))
        well = support(council, "Well", 200)
        make_contact(well, council.hub_worker, happened_on=days_ago(1))
        soon = support(council, "Soon", 200)
        make_contact(soon, council.hub_worker, happened_on=days_ago(25), involvement=None)
        make_family(council.north_hub, name="Hub", allocated_to=council.hub_worker)  # no timescale for hubs
    found = steps(worker.get("/families/due/"))
    assert found == {
        "Overdue": [("Untouched", "First contact"), ("Unvisited", "First visit")],
        "Today": [("Silent", "Next contact")],
        "In the next 7 days": [("Soon", "Next contact")],
    }


def test_a_contact_before_the_work_opened_does_not_count(worker: PageClient, council: Council) -> None:
    with as_owner():
        file = support(council, "Again", 30)
        make_contact(file, council.hub_worker, happened_on=days_ago(31), involvement=None)
    assert steps(worker.get("/families/due/"))["Overdue"] == [("Again", "First contact")]


def test_a_changed_timescale_moves_the_due_date_of_open_work(worker: PageClient, council: Council) -> None:
    with as_owner():
        file = support(council, "Silent", 200)
        make_contact(file, council.hub_worker, happened_on=days_ago(20))
    assert not steps(worker.get("/families/due/"))["Overdue"]
    with as_owner():
        gap = Timescale.objects.get(service_kind="targeted_support", step="contact_gap")
        gap.amount = 2
        gap.save()
    assert steps(worker.get("/families/due/"))["Overdue"] == [("Silent", "Next contact")]


def test_a_worker_is_shown_their_own_families_and_may_ask_for_the_teams(
    worker: PageClient, council: Council
) -> None:
    with as_owner():
        support(council, "Mine", 30)
        support(council, "Colleagues", 30, allocated_to=council.hub_manager)
        support(council, "Elsewhere", 30, team=council.south_hub, allocated_to=council.other_hub_worker)
        support(council, "Closed", 30, ended_on=days_ago(1), end_reason="moved")
    assert steps(worker.get("/families/due/"))["Overdue"] == [("Mine", "First contact")]
    both = steps(worker.get("/families/due/", {"whose": "teams"}))["Overdue"]
    assert {name for name, _ in both} == {"Mine", "Colleagues"}


def test_a_manager_sees_who_has_how_much_and_narrows_it(council: Council) -> None:
    with as_owner():
        support(council, "First", 30)
        support(council, "Second", 30)
        support(council, "Nobodys", 30, allocated_to=None)
    manager = signed_in(council.hub_manager)
    page = manager.get("/families/due/")
    (chart,) = page.context["charts"]
    assert [(row.label, row.figures) for row in chart.rows] == [
        ("Hana Worker", ("2", "0", "0")),
        ("No worker yet", ("1", "0", "0")),
    ]
    narrowed = manager.get(chart.rows[0].url)
    assert {name for name, _ in steps(narrowed)["Overdue"]} == {"First", "Second"}


def test_a_restricted_family_is_due_for_the_named_alone(worker: PageClient, council: Council) -> None:
    with as_owner():
        file = support(council, "Secret", 30)
        make_restriction(file.family, [council.hub_manager], council.hub_manager)
    assert not steps(worker.get("/families/due/"))["Overdue"]


@pytest.mark.parametrize("asked", [{"team": "south_hub"}, {"worker": "other_hub_worker"}])
def test_another_teams_work_cannot_be_asked_for(
    worker: PageClient, council: Council, asked: dict[str, str]
) -> None:
    with as_owner():
        support(council, "Elsewhere", 30, team=council.south_hub, allocated_to=council.other_hub_worker)
    picked = {name: getattr(council, value).pk for name, value in asked.items()}
    page = worker.get("/families/due/", {"whose": "teams"} | picked)
    assert "Elsewhere" not in words(page)
    assert page.context["has_errors"]


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager"])
def test_asks_as_often_for_twenty_families_as_for_one(council: Council, persona: str) -> None:
    client = signed_in(getattr(council, persona))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/families/due/")
        return len([query for query in queries if PERSONAL.search(query["sql"])])

    with as_owner():
        support(council, "First", 30)
    once = asked()
    with as_owner():
        for number in range(20):
            support(council, f"More {number}", 30)
    assert asked() == once <= 12


class Dated:
    def __init__(self, due_on: datetime.date) -> None:
        self.due_on = due_on


@given(st.lists(st.dates(days_ago(20), days_ago(-20)).map(Dated)))
def test_everything_due_is_in_one_place_and_counted_once(dues: list[Dated]) -> None:
    places = by_when(dues, TODAY)
    assert sorted(map(id, dues)) == sorted(id(due) for found in places.values() for due in found)
    totals = counted(dues, lambda due: due.due_on.month, TODAY)
    assert sum(map(sum, totals.values())) == len(dues)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=12))
def test_bars_follow_each_other_and_the_longest_fills_the_width(figures: list[tuple[int, int]]) -> None:
    series = (("a", RED), ("b", BLUE))
    chart = bar_chart("", "", series, [("", "", pair) for pair in figures])
    ends = [max((bar.x + bar.width for bar in row.bars), default=0) for row in chart.rows]
    assert all(end <= WIDTH + 0.2 for end in ends)
    if any(map(sum, figures)):
        assert max(ends) == pytest.approx(WIDTH, abs=0.2)


def test_home_begins_with_what_is_overdue_and_says_when_we_were_last_in_touch(
    worker: PageClient, council: Council
) -> None:
    with as_owner():
        support(council, "Untouched", 30)
        well = support(council, "Well", 200)
        make_contact(well, council.hub_worker, happened_on=days_ago(1))
    page = words(worker.get("/"))
    assert page.index("Untouched family") < page.index("Allocated to you")
    assert "Well family" not in page[: page.index("Allocated to you")]
    last = days_ago(1)
    assert f"Last contact {last.day} {last:%B %Y}" in page
    assert "No contact yet" in page


def test_home_of_a_manager_begins_with_what_is_overdue_in_their_teams(council: Council) -> None:
    with as_owner():
        support(council, "Nobodys", 30, allocated_to=None)
        support(council, "Elsewhere", 30, team=council.south_hub, allocated_to=council.other_hub_worker)
    page = words(signed_in(council.hub_manager).get("/"))
    assert "Nobodys family" in page[: page.index("Allocated to you")]
    assert "No worker yet" in page
    assert "Elsewhere" not in page


def test_home_of_a_worker_with_nothing_due_says_so(worker: PageClient) -> None:
    assert "Nothing is overdue and nothing is due today." in words(worker.get("/"))
