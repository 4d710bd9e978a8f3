"""The genogram page: who is in it and who never is, what the symbols say, and that it costs the same for 25 people."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessRecord
from cases.families.models import Address, EqualityProfile, Relationship
from tests.database import as_owner
from tests.factories.families import join_family, make_family, make_person, make_restriction

TODAY = datetime.date(2026, 3, 2)


def relate(one, other, kind, **fields):
    Relationship(person=one, relative=other, kind=kind, **fields).save_by(by=None, reason="Made for a test")


def house(person, lines, **fields):
    Address(person=person, lines=lines, **fields).save_by(by=None, reason="Made for a test")


def person(name, born=1985, **fields):
    return make_person(name, "Example", date_of_birth=datetime.date(born, 5, 1), **fields)


@pytest.fixture
def worker(page, council):
    page.force_login(council.hub_worker)
    return page


@pytest.fixture
def file(council):
    """Separated parents, a new partner, half-siblings, a grandmother who died, a child on the way."""
    with as_owner():
        ana, ben, cal = person("Ana"), person("Ben"), person("Cal")
        dee, eve = person("Dee", 2012), person("Eve", 2020)
        fay = person("Fay", 2027, birth_date_kind="unborn")
        gran = person("Gran", 1950, date_of_death=datetime.date(2019, 1, 1))
        people = (ana, ben, cal, dee, eve, fay, gran)
        file = make_family(council.north_hub, *people, allocated_to=council.hub_worker)
        relate(ana, ben, "spouse", ended_on=datetime.date(2016, 1, 1))
        relate(ana, cal, "partner")
        relate(gran, ana, "parent")
        for child, father in ((dee, ben), (eve, cal), (fay, cal)):
            relate(ana, child, "parent")
            relate(father, child, "parent")
        relate(dee, eve, "half_sibling")
        for somebody in (ana, cal, dee):
            house(somebody, "1 High Street")
        house(ben, "Secret Close 9", is_confidential=True, confidential_from="Cal, who hurt him")
        for somebody, gender in ((ana, "Woman"), (ben, "male"), (cal, "non-binary")):
            EqualityProfile(person=somebody, gender=gender).save_by(by=None, reason="Made for a test")
    return file


def at(file):
    return reverse("families:genogram", args=[file.family.pk])


def svg(response):
    html = response.content.decode()
    return html[html.index("<svg xmlns") : html.index("</svg>")]


def test_the_picture_says_who_is_what_to_whom(worker, file):
    response = worker.get(at(file))
    picture = response.context["picture"]
    shapes = {drawn.figure.label[0]: drawn.figure.shape for drawn in picture.people}
    assert shapes["Ana"] == "circle"
    assert shapes["Ben"] == "square"
    assert shapes["Cal"] == shapes["Dee"] == "diamond"
    assert shapes["Fay"] == "triangle"
    assert [drawn.figure.label[0] for drawn in picture.people if drawn.figure.is_dead] == ["Gran"]
    cuts = {line.style: len(line.slashes) for line in picture.lines if line.style in ("married", "partners")}
    assert cuts == {"married": 2, "partners": 0}
    drawn = svg(response)
    assert "due May 2027" in drawn
    assert "1950 to 2019" in drawn
    assert 'role="img"' in drawn
    assert "style=" not in drawn


def test_the_same_stands_in_words(worker, file):
    html = worker.get(at(file)).content.decode()
    for words in (
        "Ana Example: husband, wife or civil partner of Ben Example, until 2016",
        "Gran Example: parent of Ana Example",
        "Dee Example: half-brother or half-sister of Eve Example",
        "1950 to 2019, died",
    ):
        assert words in html


def test_homes_are_outlined_and_a_confidential_address_is_nowhere(worker, file):
    response = worker.get(at(file))
    assert [home.name for home in response.context["picture"].homes] == ["Home A"]
    assert "Secret" not in response.content.decode()
    assert "High Street" not in svg(response)


def test_whoever_another_familys_restriction_hides_is_not_drawn(worker, council, file):
    with as_owner():
        hidden = person("Hidden", 2014)
        join_family(hidden, file.family)
        relate(file.person, hidden, "parent")
        apart = make_family(council.north_hub, hidden)
        assert "Hidden" in worker.get(at(file)).content.decode()
        make_restriction(apart.family, [], council.hub_manager)
    response = worker.get(at(file))
    assert "Hidden" not in response.content.decode()
    assert len(response.context["picture"].people) == 7


def test_relatives_outside_the_family_are_not_drawn(worker, council, file):
    with as_owner():
        stranger = person("Stranger")
        make_family(council.north_hub, stranger, allocated_to=council.hub_worker)
        relate(file.person, stranger, "sibling")
    assert "Stranger" not in worker.get(at(file)).content.decode()


def test_others_are_refused_and_a_look_is_noted(page, council, file):
    for user, status in ((council.other_hub_worker, 404), (council.admin, 403), (council.hub_worker, 200)):
        page.force_login(user)
        assert page.get(at(file)).status_code == status
    with as_owner():
        (look,) = AccessRecord.objects.all()
        assert (look.user_id, look.route) == (council.hub_worker.pk, "families:genogram")


def test_somebody_who_left_is_still_drawn(worker, file):
    with as_owner():
        gone = person("Gone")
        join_family(gone, file.family, ended_on=timezone.localdate() - datetime.timedelta(days=400))
    response = worker.get(at(file))
    assert "Gone" in svg(response)
    assert "left the family in" in response.content.decode()


def test_twenty_five_people_cost_what_seven_cost(worker, file):
    worker.get(at(file))
    with CaptureQueriesContext(connection) as few:
        worker.get(at(file))
    with as_owner():
        for number in range(18):
            child = person(f"Child {number}", 2000 + number)
            join_family(child, file.family)
            relate(file.person, child, "parent")
            house(child, "2 Long Road")
    with CaptureQueriesContext(connection) as many:
        response = worker.get(at(file))
    assert len(response.context["picture"].people) == 25
    assert len(many) == len(few)
    ours = [q["sql"] for q in many if any(f'FROM "{app}_' in q["sql"] for app in ("families", "contacts"))]
    assert len(ours) <= 12


def test_an_empty_family_page_and_its_door(worker, file):
    assert at(file) in worker.get(reverse("families:family", args=[file.family.pk])).content.decode()
