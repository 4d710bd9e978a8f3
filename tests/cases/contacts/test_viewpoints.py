"""The chronology through other eyes: it only takes away, and says why."""

import pytest
from django.urls import reverse

from accounts.walls import Wall
from cases.contacts.viewpoints import Viewpoint, why_hidden
from cases.families.chronology import Entry
from tests.database import as_owner
from tests.factories.contacts import make_contact


class Row:
    def __init__(self, wall=""):
        self.wall = wall


def entry(wall="", kept=""):
    return Entry(None, None, "", "", "", "", Row(wall), kept_from_family=kept)


@pytest.mark.parametrize("viewpoint", list(Viewpoint))
def test_an_open_entry_is_hidden_from_nobody(viewpoint):
    assert why_hidden(entry(), viewpoint) == ""


@pytest.mark.parametrize("viewpoint", [Viewpoint.STAFF, Viewpoint.FAMILY])
@pytest.mark.parametrize("wall", list(Wall))
def test_a_wall_hides_from_everybody_but_its_team_and_says_so(viewpoint, wall):
    assert why_hidden(entry(wall), viewpoint)
    assert why_hidden(entry(wall), Viewpoint.OWN) == ""


def test_what_others_said_is_kept_from_the_family_alone():
    kept = entry(kept="ask first")
    assert why_hidden(kept, Viewpoint.FAMILY) == "ask first"
    assert why_hidden(kept, Viewpoint.STAFF) == ""


def test_workers_and_managers_are_one_viewpoint_and_the_page_says_why(worker, file, told):
    address = reverse("contacts:chronology", args=[file.family.pk])
    html = worker.get(address, {"view": "staff"}).content.decode()
    assert "As seen by: Staff of a team that holds the family" in html
    assert "The nurse said" in html
    assert "Workers and managers of a team see the same" in html
    for gone in ("worker", "manager"):
        assert "view" in worker.get(address, {"view": gone}).context["form"].errors


@pytest.fixture
def told(council, file):
    with as_owner():
        make_contact(file, council.hub_worker, what_happened="The nurse said", source="told_by_professional")
        make_contact(file, council.hub_worker, what_happened="We saw")


@pytest.mark.parametrize("more", [{}, {"print": "1"}])
def test_the_page_and_paper_leave_out_what_the_family_would_not_see_and_say_why(worker, file, told, more):
    address = reverse("contacts:chronology", args=[file.family.pk])
    assert "The nurse said" in worker.get(address, more).content.decode()
    html = worker.get(address, {"view": "family", **more}).content.decode()
    assert "The nurse said" not in html
    assert "We saw" in html
    assert "A professional told us: ask them before it is shown" in html
    assert "As seen by: The family" in html


def test_the_spreadsheet_keeps_the_viewpoint(worker, file, told):
    address = reverse("contacts:chronology_csv", args=[file.family.pk])
    sheet = worker.get(address, {"view": "family"}).content.decode()
    assert "The nurse said" not in sheet
    assert "Hidden: A professional told us" in sheet


def test_a_made_up_viewpoint_shows_nothing(worker, file, told):
    response = worker.get(reverse("contacts:chronology", args=[file.family.pk]), {"view": "police"})
    assert response.context["entries"] == []
    assert "view" in response.context["form"].errors
