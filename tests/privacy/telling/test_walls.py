"""Nobody outside a wall learns from telling that there is somebody inside; and nobody inside is forgotten."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as, acting_as_system
from cases.families.models import Address, Involvement
from privacy.telling.actions.given import notice_give
from privacy.telling.actions.runs import telling_start, telling_step
from privacy.telling.models import Given, Told
from privacy.telling.queries import counts, proofs
from tests.database import as_owner, as_web, as_worker
from tests.factories.families import (
    REASON,
    join_family,
    make_family,
    make_person,
    make_restriction,
    make_service,
)
from tests.factories.privacy import make_touching_version

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BORN = datetime.date(1990, 3, 4)
ENDED = {"ended_on": TODAY - datetime.timedelta(days=1), "end_reason": "needs_met"}
INSIDE = {
    "Insight": {"hub_worker", "hub_manager"},
    "Offender": {"yj_officer"},
    "Victim": {"victim_worker"},
    "Closed": {"yj_officer"},
    "Both": {"hub_worker", "hub_manager"},
    "Secret": {"hub_manager"},
    "Twofold": {"hub_manager"},
}
"""Whose to tell each person is; to everybody else the list says nothing of them."""


def open_to(family, team, kind):
    work = Involvement(
        family=family,
        service=make_service(kind, kind),
        team=team,
        started_on=TODAY - datetime.timedelta(days=9),
    )
    work.full_clean(exclude=["family"])
    work.save_by(by=None, reason=REASON)


@pytest.fixture
def telling(council):
    """A run with somebody in each place where one may be hidden, worked through by the job."""
    with as_owner():
        north, youth, victims = council.north_hub, council.youth_justice, council.victims
        of = {name: make_person(name, "Example", date_of_birth=BORN) for name in INSIDE}
        make_family(north, of["Insight"], allocated_to=council.hub_worker)
        Address(person=of["Insight"], lines="1 High Street").save_by(by=None, reason=REASON)
        make_family(youth, of["Offender"], service=make_service("youth_justice", "youth_justice"))
        make_family(victims, of["Victim"], service=make_service("victim_service", "victim_service"))
        # The hub held this family once, so its workers still see it; only youth justice works with it now.
        open_to(make_family(north, of["Closed"], **ENDED).family, youth, "youth_justice")
        both = make_family(north, of["Both"], allocated_to=council.hub_worker)
        open_to(both.family, youth, "youth_justice")
        Address(person=of["Both"], lines="3 High Street").save_by(by=None, reason=REASON)
        secret = make_family(north, of["Secret"], of["Twofold"], allocated_to=council.hub_worker)
        join_family(
            of["Twofold"], make_family(north, make_person("Ann", "Child", date_of_birth=TODAY)).family
        )
        make_restriction(secret.family, [council.hub_manager], council.hub_manager)
        version = make_touching_version()
        found = telling_start(
            version=version, link="https://hubs.example/2/", at=timezone.now(), by=council.information_officer
        )
    with as_worker(), acting_as_system("telling"):
        while telling_step(telling_id=found.pk, on=TODAY, at=timezone.now()):
            pass
    return found


def words(page, name, *args):
    return page.get(reverse(name, args=args)).content.decode()


def test_everybody_is_told_by_somebody_and_shown_to_nobody_else(council, telling, page):
    with as_owner():
        assert set(Told.objects.values_list("person__given_name", flat=True)) == set(INSIDE)
    for name, persona in council.personas().items():
        page.force_login(persona)
        for address in ("telling:to_do", "telling:letters", "telling:letters_csv"):
            answer = page.get(reverse(address))
            shown = answer.content.decode() if answer.status_code == 200 else ""
            wrong = {who for who, side in INSIDE.items() if name not in side and f"{who} Example" in shown}
            assert not wrong, (name, address)
        with as_web(), acting_as(persona):
            mine = Told.objects.visible_to(persona).for_work_of(persona)
            found = set(mine.values_list("person__given_name", flat=True))
        assert found == {who for who, side in INSIDE.items() if name in side}, name


def test_the_number_on_the_home_page_is_of_ones_own_side(council, telling, page):
    for persona, number in (
        (council.hub_worker, 2), (council.yj_officer, 2), (council.victim_worker, 1), (council.hub_manager, 4),
    ):  # fmt: skip
        page.force_login(persona)
        assert f"{number} to tell about the notice" in page.get("/").content.decode()
    page.force_login(council.other_hub_worker)
    assert "to tell about the notice" not in page.get("/").content.decode()


def test_the_database_itself_shows_the_other_side_no_row(council, telling):
    with as_web(), acting_as(council.hub_worker):
        names = set(Told._base_manager.values_list("person__given_name", flat=True))
        assert names == {"Insight", "Both"}
        assert not Told.history.filter(wall="youth_justice").exists()


def test_the_officers_numbers_count_nobody_who_is_hidden(council, telling, page):
    with as_web(), acting_as(council.information_officer):
        assert counts(telling) == {"letter": 2}
        assert len(proofs(telling, "", after=0, at_most=50)) == 2
    with as_web(), acting_as(council.yj_officer):  # does not publish
        assert counts(telling) == {}
        assert proofs(telling, "", after=0, at_most=50) == []
    page.force_login(council.information_officer)
    assert "0 of 2 told" in " ".join(words(page, "telling:run", telling.pk).split())


def test_what_youth_justice_notes_the_hub_does_not_learn(council, telling, page):
    """The hub sees the family of both: neither a day nor a name says that youth justice was there."""
    with as_owner():
        rows = {row.person.given_name: row for row in Told.objects.select_related("person", "family")}
    with as_web(), acting_as(council.yj_officer):
        for who in ("Both", "Closed"):
            given = Given(
                person=rows[who].person, version=telling.version, how="paper", given_on=TODAY
            )  # fmt: skip
            notice_give(given=given, family=rows[who].family, by=council.yj_officer)
    with as_owner():
        told = dict(Told.objects.values_list("person__given_name", "told_on"))
    assert (told["Closed"], told["Both"]) == (TODAY, None)
    with as_web(), acting_as(council.hub_worker):
        assert not Given.objects.visible_to(council.hub_worker).exists()
        assert not Given._base_manager.exists()
    page.force_login(council.hub_worker)
    shown = words(page, "families:family", rows["Both"].family_id)
    assert "not given yet" in shown
    page.force_login(council.yj_officer)
    assert "not given yet" not in words(page, "families:family", rows["Both"].family_id)


def test_youth_justice_does_not_print_the_letters_of_the_hub(council, telling, page):
    with as_owner():
        row = Told.objects.get(person__given_name="Both")
    page.force_login(council.yj_officer)
    page.post(reverse("telling:letters_printed"), {"letter": [str(row.pk)]})
    with as_owner():
        row.refresh_from_db()
        assert row.printed_on is None
    page.force_login(council.hub_worker)
    page.post(reverse("telling:letters_printed"), {"letter": [str(row.pk)]})
    with as_owner():
        row.refresh_from_db()
        assert row.printed_by == council.hub_worker


def test_somebody_who_left_the_family_meanwhile_is_still_to_be_told(council, telling, page):
    with as_owner():
        row = Told.objects.get(person__given_name="Insight")
        home = row.person.family_memberships.get()
        home.ended_on = TODAY - datetime.timedelta(days=1)
        home.save_by(by=None, reason=REASON)
    page.force_login(council.hub_worker)
    shown = words(page, "telling:to_do")
    assert "Insight Example" in shown.split("Tell in person")[1]
    assert "1 High Street" not in words(page, "telling:letters")
