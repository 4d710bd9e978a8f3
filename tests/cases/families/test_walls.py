"""Youth justice and victims: behind their own permissions, whoever holds the family."""

import datetime

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.records import Record
from accounts.walls import Wall, has_wall
from cases.contacts.models import Contact
from cases.families.models import Family, Involvement, Service
from cases.families.search.people import find_people
from cases.families.search.query import read_query
from cases.texts.models import Text
from tests.cases.contacts.typing_in import address, typed
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_service
from tests.factories.texts import make_phone, make_text
from tests.page_client import PageClient

TODAY = timezone.localdate()


@pytest.fixture
def shared(council):
    """A family of the north hub whose son is also open to youth justice."""
    with as_owner():
        file = make_family(council.north_hub, name="Shared", allocated_to=council.hub_worker)
        Involvement(
            family=file.family, service=make_service("Youth justice", "youth_justice"),
            team=council.youth_justice, allocated_to=council.yj_officer, started_on=datetime.date(2025, 1, 6),
        ).save_by(by=None, reason=REASON)  # fmt: skip
        return file


def test_a_hub_worker_does_not_learn_that_youth_justice_works_with_the_family(page, council, shared) -> None:
    page.force_login(council.hub_worker)
    shown = page.get(reverse("families:family", args=[shared.family.pk])).content.decode()
    assert "Youth justice" not in shown
    page.force_login(council.yj_officer)
    assert "Youth justice" in page.get(reverse("families:family", args=[shared.family.pk])).content.decode()


def test_what_youth_justice_writes_stands_behind_the_wall(council, shared) -> None:
    client = PageClient()
    client.force_login(council.yj_officer)
    assert client.post(address(shared), typed(shared)).status_code == 302
    with as_owner():
        assert Contact.objects.get().wall == Wall.YOUTH_JUSTICE
        make_text(shared, make_phone(shared.person), council.yj_officer, wall=Wall.YOUTH_JUSTICE)
    with acting_as(council.hub_worker):
        assert (Contact.objects.count(), Contact.history.count(), Text.objects.count()) == (0, 0, 0)
    with acting_as(council.yj_officer):
        assert (Contact.objects.count(), Text.objects.count()) == (1, 1)


def test_a_contact_moves_behind_the_wall_of_the_work_it_is_made_part_of(council, shared) -> None:
    with as_owner():
        contact = make_contact(shared, council.yj_officer)
        assert contact.wall == ""
        contact.involvement = Involvement.objects.get(service__kind="youth_justice")
        contact.save_by(by=None, reason=REASON)
        assert contact.wall == Wall.YOUTH_JUSTICE


def test_managing_the_team_is_not_enough_without_the_permission(council) -> None:
    with as_owner():
        make_family(council.youth_justice, service=make_service("Youth justice", "youth_justice"))
        manager = make_member("Hub Leader", council.youth_justice, "hub_manager")
        leader = make_member("Yara Leader", council.youth_justice, "yj_manager")
    with acting_as(manager):
        assert not Family.objects.exists()
    with acting_as(leader):
        assert Family.objects.count() == 1


def test_an_index_card_does_not_name_a_team_behind_a_wall(council, shared) -> None:
    with as_owner():
        make_family(
            council.youth_justice, name="Apart", service=make_service("Youth justice", "youth_justice")
        )
    with acting_as(council.other_hub_worker):
        hit = find_people(read_query("Robin Apart", today=TODAY))[0]
        assert (hit.full_name, hit.team_ids) == ("Robin Apart", ())
    with acting_as(council.yj_officer):
        hit = find_people(read_query("Robin Apart", today=TODAY))[0]
        assert hit.team_ids == (council.youth_justice.pk,)


def test_nobody_opens_a_family_to_a_service_behind_a_wall_they_do_not_pass(council) -> None:
    with as_owner():
        for kind in ("hub", "youth_justice", "victim_service"):
            make_service(kind, kind)
        offered = {
            name: set(Service.objects.offered_to(user).values_list("kind", flat=True))
            for name, user in council.personas().items()
        }
    assert offered["hub_worker"] == {"hub"}
    assert offered["yj_officer"] == {"hub", "youth_justice"}
    assert offered["victim_worker"] == {"hub", "victim_service"}


def test_every_record_of_youth_justice_and_victims_says_which_wall_it_stands_behind() -> None:
    apart = {"youth_justice", "victims"}
    forgot = [
        model._meta.label for model in apps.get_models()
        if issubclass(model, Record) and model._meta.app_label in apart and not has_wall(model)
    ]  # fmt: skip
    assert not forgot, "add wall = WallField(default=Wall.…)"


def test_every_wall_is_the_kind_of_a_service() -> None:
    assert {wall.value for wall in Wall} <= {kind for kind, _ in Service._meta.get_field("kind").flatchoices}
