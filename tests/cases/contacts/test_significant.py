"""Marks on entries: put on, taken off, filtered, kept with who and when, and only by who records contacts."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.keys import new_key
from accounts.models import AccessRecord
from accounts.walls import Wall
from cases.contacts.models import SignificantEvent
from tests.database import as_owner
from tests.factories.contacts import make_contact


@pytest.fixture
def visit(council, file):
    with as_owner():
        make_contact(file, council.hub_worker, what_happened="Nothing much")
        return make_contact(file, council.hub_worker, what_happened="He moved out")


def put(client, file, row, stands="yes", strand="contact", **posted):
    where = reverse("contacts:mark", args=[file.family.pk, strand, row])
    return client.post(where, {"stands": stands, **posted})


def shown(client, file, **filters):
    response = client.get(reverse("contacts:chronology", args=[file.family.pk]), filters)
    return [entry.object for entry in response.context["entries"]]


def test_a_mark_is_shown_filtered_by_and_taken_off_again(worker, council, file, visit):
    response = put(worker, file, visit.pk, back="kind=visit")
    assert response.url.endswith(f"/chronology/?kind=visit#contact-{visit.pk}")
    page = worker.get(response.url).content.decode()
    assert page.count(">Significant event<") == 1
    assert shown(worker, file, significant="yes") == [visit]
    with as_owner():
        (mark,) = SignificantEvent.objects.all()
        assert (mark.marked_by, mark.is_standing) == (council.hub_worker, True)
    put(worker, file, visit.pk, stands="no")
    assert shown(worker, file, significant="yes") == []
    with as_owner():
        assert [version.is_standing for version in mark.history.order_by("history_date")] == [True, False]


def test_marking_twice_is_marking_once(worker, file, visit):
    for _ in range(2):
        assert put(worker, file, visit.pk).status_code == 302
    with as_owner():
        assert SignificantEvent.objects.count() == 1
        assert SignificantEvent.history.count() == 1


def test_an_entry_of_any_kind_can_be_marked(worker, file):
    assert put(worker, file, file.involvement.pk, strand="work_opened").status_code == 302
    assert shown(worker, file, significant="yes") == [file.involvement]


def test_what_is_no_entry_of_this_family_cannot_be_marked(worker, page, council, file, visit):
    assert put(worker, file, new_key()).status_code == 404
    assert put(worker, file, visit.pk, strand="text").status_code == 404
    assert put(worker, file, visit.pk, strand="work_opened").status_code == 404
    page.force_login(council.other_hub_worker)
    assert put(page, file, visit.pk).status_code == 404
    page.force_login(council.information_officer)
    assert put(page, file, visit.pk).status_code == 403
    with as_owner():
        assert not SignificantEvent.objects.exists()


def test_the_mark_of_a_walled_entry_stands_behind_the_wall(worker, council, file):
    with as_owner():
        walled = make_contact(file, council.yj_officer, involvement=None, wall=Wall.YOUTH_JUSTICE)
    assert put(worker, file, walled.pk).status_code == 404


def test_the_way_back_leads_nowhere_else(worker, file, visit):
    response = put(worker, file, visit.pk, back="//evil.example/?x=1\r\nSet-Cookie: a=b")
    assert response.url.startswith(f"/families/{file.family.pk}/chronology/?")
    assert "\n" not in response.url


def test_marking_is_noted_as_a_change_and_the_spreadsheet_has_it(worker, file, visit):
    put(worker, file, visit.pk)
    with as_owner():
        assert AccessRecord.objects.get(route="contacts:mark").action == "change"
    sheet = worker.get(reverse("contacts:chronology_csv", args=[file.family.pk])).content.decode("utf-8-sig")
    marked = [row[-1] for row in csv.reader(io.StringIO(sheet)) if row[6] == "He moved out"]
    assert marked == ["Yes"]
