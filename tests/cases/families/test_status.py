"""Changes of status in the chronology: opened, given to somebody, closed."""

import datetime

import pytest
from django.urls import reverse

from accounts.walls import Wall
from tests.database import as_owner
from tests.factories.families import REASON, make_family


@pytest.fixture
def file(council):
    with as_owner():
        return make_family(
            council.north_hub, allocated_to=council.hub_worker, started_on=datetime.date(2025, 7, 1)
        )


def entries(client, file, **filters):
    response = client.get(reverse("contacts:chronology", args=[file.family.pk]), filters)
    return [(entry.kind, entry.at, entry.words) for entry in response.context["entries"]]


def test_work_stands_where_it_was_opened_and_closed(page, council, file):
    with as_owner():
        work = file.involvement
        work.ended_on, work.end_reason = datetime.date(2026, 2, 3), "needs_met"
        work.save_by(by=council.hub_manager, reason=REASON)
    page.force_login(council.hub_manager)
    assert entries(page, file, kind="work_opened") == [
        ("work_opened", datetime.date(2025, 7, 1), str(work.team))
    ]
    assert entries(page, file, kind="work_closed") == [
        ("work_closed", datetime.date(2026, 2, 3), f"{work.team}: Needs met")
    ]


def test_each_change_of_worker_is_an_entry_and_no_other_correction_is(page, council, file):
    with as_owner():
        work = file.involvement
        for worker in (council.hub_worker, None, council.hub_manager):
            work.allocated_to = worker
            work.save_by(by=council.hub_manager, reason="Sickness")
    page.force_login(council.hub_manager)
    found = entries(page, file, kind="work_allocated")
    assert [words.partition(": ")[2] for _, _, words in found] == [
        council.hub_manager.full_name, "nobody", council.hub_worker.full_name,
    ]  # fmt: skip
    html = page.get(reverse("contacts:chronology", args=[file.family.pk])).content.decode()
    assert "Sickness" in html


def test_work_behind_a_wall_is_no_entry_for_others(page, council, file):
    with as_owner():
        versions = type(file.involvement).history.model.objects
        versions.filter(id=file.involvement.pk).update(wall=Wall.YOUTH_JUSTICE)
    page.force_login(council.hub_worker)
    assert entries(page, file, kind="work_allocated") == []
