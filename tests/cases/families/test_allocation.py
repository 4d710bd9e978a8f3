"""Allocation: priority, who worked when, and giving a leaver's families to others in one go."""

import datetime
import html
import re
import uuid
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.families.models import Involvement
from cases.families.rules.allocations import Told, spells
from cases.families.rules.caseload import weighted
from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.factories.families import REASON, FamilyFile, make_family
from tests.page_client import PageClient

PERSONAL = re.compile(r"families_|accounts_(membership|team)")
TODAY = timezone.localdate()


def words(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def signed_in(user: Any) -> PageClient:
    client = PageClient()
    client.force_login(user)
    return client


@pytest.fixture
def manager(council: Council) -> PageClient:
    return signed_in(council.hub_manager)


@pytest.fixture
def leaving(council: Council) -> list[FamilyFile]:
    """Three families of a worker who left the hub yesterday."""
    with as_owner():
        gone = make_member(
            "Wendy Gone", council.north_hub, "hub_worker", ended_on=TODAY - datetime.timedelta(days=1)
        )
        return [make_family(council.north_hub, name=f"Left {n}", allocated_to=gone) for n in "ABC"]


def address(files: list[FamilyFile]) -> str:
    return f"/families/reallocate/{files[0].involvement.allocated_to_id}/"


def answers(page: Any, ticked: list[FamilyFile], **more: str) -> dict[str, str]:
    form = page.context["form"]
    sent = {name: str(field.initial) for name, field in form.fields.items() if name.startswith("version-")}
    ticks = {f"tick-{file.involvement.pk}": "on" for file in ticked}
    return sent | ticks | {"why": "left"} | more


def worker_now(file: FamilyFile) -> Any:
    with as_owner():
        return Involvement.objects.get(pk=file.involvement.pk).allocated_to


def test_a_leavers_families_go_to_others_each_or_all(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    page = manager.get(address(leaving))
    first, second, third = leaving
    sent = answers(page, [first, second], everyone=str(council.hub_worker.pk))
    sent[f"to-{second.involvement.pk}"] = str(council.hub_manager.pk)
    assert manager.post(address(leaving), sent).status_code == 302
    assert worker_now(first) == council.hub_worker
    assert worker_now(second) == council.hub_manager
    assert worker_now(third).full_name == "Wendy Gone"
    with as_owner():
        version = Involvement.history.filter(id=first.involvement.pk).first()
    assert version.history_change_reason == "The worker has left or is leaving"
    assert version.history_user == council.hub_manager


def test_when_one_changed_meanwhile_nothing_is_written_and_the_page_says_which(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    page = manager.get(address(leaving))
    sent = answers(page, leaving, everyone=str(council.hub_worker.pk), why_detail="Retired")
    with as_owner():
        row = Involvement.objects.get(pk=leaving[1].involvement.pk)
        row.priority = "high"
        row.save_by(by=council.hub_worker, reason=REASON)
    answer = manager.post(address(leaving), sent)
    assert answer.status_code == 409
    assert [row.family.name for row in answer.context["changed"]] == ["Left B"]
    assert "Retired" in answer.content.decode()
    assert {worker_now(file).full_name for file in leaving} == {"Wendy Gone"}


@pytest.mark.parametrize(
    ("left_out", "said"),
    [("why", "Select why the allocation changes"), ("everyone", "Select who takes the families you tick")],
)
def test_what_is_missing_is_asked_for_and_nothing_changes(
    manager: PageClient, council: Council, leaving: list[FamilyFile], left_out: str, said: str
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    del sent[left_out]
    answer = manager.post(address(leaving), sent)
    assert words(answer).count(said) == 2
    assert {worker_now(file).full_name for file in leaving} == {"Wendy Gone"}


def test_nobody_ticked_is_said(manager: PageClient, council: Council, leaving: list[FamilyFile]) -> None:
    sent = answers(manager.get(address(leaving)), [], everyone=str(council.hub_worker.pk))
    assert words(manager.post(address(leaving), sent)).count("Select the families that go") == 2


def test_a_worker_of_another_team_is_refused(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.other_hub_worker.pk))
    assert manager.post(address(leaving), sent).status_code == 200
    assert {worker_now(file).full_name for file in leaving} == {"Wendy Gone"}


def test_only_who_leads_the_team_comes_here(council: Council, leaving: list[FamilyFile]) -> None:
    assert signed_in(council.hub_worker).get(address(leaving)).status_code == 403
    with as_owner():
        elsewhere = make_member("Sally South", council.south_hub, "hub_manager")
    assert signed_in(elsewhere).get(address(leaving)).status_code == 404


def test_the_list_says_who_has_left(manager: PageClient, leaving: list[FamilyFile]) -> None:
    page = manager.get("/families/reallocate/")
    first = page.context["people"][0]
    assert (first["user"].full_name, first["has_left"], first["families"]) == ("Wendy Gone", True, 3)


def test_caseloads_stand_beside_the_names(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        for priority in ("high", "low"):
            make_family(council.north_hub, allocated_to=council.hub_worker, priority=priority)
    assert "Hana Worker – 2 families, weighted 4" in words(manager.get(address(leaving)))


def test_who_worked_when_is_told_with_why_it_ended(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    manager.post(address(leaving), sent)
    told = words(manager.get(f"/families/{leaving[0].family.pk}/work/allocations/"))
    assert "Wendy Gone" in told
    assert "The worker has left or is leaving" in told
    assert told.index("Hana Worker") < told.index("Wendy Gone")


def test_priority_is_set_when_work_is_allocated(manager: PageClient, leaving: list[FamilyFile]) -> None:
    file = leaving[0]
    url = f"/families/{file.family.pk}/work/{file.involvement.pk}/allocate/"
    version = str(manager.get(url).context["form"].initial["version"])
    sent = {"allocated_to": "", "priority": "high", "why": "left", "version": version}
    assert manager.post(url, sent).status_code == 302
    with as_owner():
        row = Involvement.objects.get(pk=file.involvement.pk)
    assert (row.priority, row.allocated_to) == ("high", None)


@pytest.mark.parametrize("path", ["choose", "worker"])
def test_asks_as_often_for_twenty_families_as_for_three(
    manager: PageClient, council: Council, leaving: list[FamilyFile], path: str
) -> None:
    where = "/families/reallocate/" if path == "choose" else address(leaving)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            manager.get(where)
        return len([query for query in queries if PERSONAL.search(query["sql"])])

    once = asked()
    with as_owner():
        for number in range(20):
            make_family(
                council.north_hub, name=f"More {number}", allocated_to=leaving[0].involvement.allocated_to
            )
    assert asked() == once <= 12


WORKERS = [None, *(uuid.UUID(int=number) for number in (1, 2, 3))]


@given(st.lists(st.tuples(st.sampled_from(WORKERS), st.integers(0, 5)), min_size=1))
def test_spells_follow_each_other_without_gaps(changes: list[tuple[uuid.UUID | None, int]]) -> None:
    day, versions = datetime.date(2026, 1, 1), []
    for worker, later in changes:
        day += datetime.timedelta(days=later)
        versions.append(Told(day, worker, str(worker), None, "why", "who"))
    found = spells(versions)
    assert found[0].since == versions[0].at
    assert found[-1].until is None
    assert found[-1].worker_id == versions[-1].worker_id
    for before, after in pairwise(found):
        assert before.until == after.since
        assert before.worker_id != after.worker_id


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_more_urgent_work_weighs_more(high: int, medium: int, low: int) -> None:
    total = weighted({"high": high, "medium": medium, "low": low})
    assert high + medium + low <= total <= 3 * (high + medium + low)
