"""Joiners, movers and leavers: who has left is shut out at the next request; their name stays on what they wrote."""

import datetime
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Membership, Team, User
from cases.families.forms.create import colleagues
from cases.families.models import Family, Involvement
from privacy.models import Pack
from tests.database import as_owner
from tests.factories.accounts import PASSWORD, Council, make_member, make_user
from tests.factories.contacts import make_contact
from tests.factories.families import FamilyFile
from tests.factories.privacy import make_request
from tests.page_client import PageClient
from tests.rules.cases import Case, make_case

DAY = datetime.timedelta(days=1)


@pytest.fixture
def case(council: Council) -> Case:
    with as_owner():
        case = make_case(council.north_hub, council.hub_worker, "North")
        case.involvement.allocated_to = council.hub_worker
        case.involvement.save_by(by=None, reason="Test")
        return case


def disable(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def end_yesterday(user: User) -> None:
    Membership.objects.filter(user=user).update(ended_on=timezone.localdate() - DAY)


LEAVING = pytest.mark.parametrize("leave", [disable, end_yesterday])


def do(leave: Callable[[User], None], user: User) -> None:
    with as_owner():
        leave(user)


def file_of(case: Case) -> FamilyFile:
    return FamilyFile(case.family, case.involvement, [case.person, case.relative])


def attempt(user: User, password: str) -> str:
    answer = PageClient().post(reverse("account_login"), {"login": user.email, "password": password})
    return unescape(answer.headers.get("Location", "") or answer.content.decode())


# --- Leavers


@LEAVING
def test_a_leaver_s_open_session_ends_at_the_next_request_in_every_way(
    council: Council, case: Case, leave: Callable[[User], None]
) -> None:
    ids = {"family_id": case.family.pk}
    client = PageClient()
    client.force_login(council.hub_worker)
    assert client.get(reverse("families:family", kwargs=ids)).status_code == 200
    do(leave, council.hub_worker)
    for name, kwargs in (
        ("home", {}),
        ("account", {}),
        ("alerts", {}),
        ("families:family", ids),
        ("search", {}),
    ):
        answer = client.get(reverse(name, kwargs=kwargs))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in/"), name
    draft = client.post(
        reverse("contacts:draft", kwargs=ids),
        {"what_happened": "x"},
        headers={"X-Requested-With": "autosave"},
    )
    assert draft.status_code == 401
    assert client.post(reverse("account_session")).status_code == 401
    sent = client.post(reverse("contacts:record", kwargs=ids), {"what_happened": "Seen at home"})
    assert sent.status_code == 401


@LEAVING
def test_a_leaver_downloads_no_pack(
    council: Council, case: Case, client: Client, leave: Callable[[User], None]
) -> None:
    officer = council.information_officer
    with as_owner():
        request = make_request(case.person, officer)
        pack = Pack.objects.create(
            request=request, state="ready", asked_at=timezone.now(), data=b"{}", ready_at=timezone.now()
        )
    client.force_login(officer)
    names = ("privacy:pack_json", "privacy:pack_pdf", "privacy:pack_progress")
    urls = [reverse(name, kwargs={"request_id": request.pk, "pack_id": pack.pk}) for name in names]
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]
    do(leave, officer)
    assert [client.get(url).status_code for url in urls] == [302, 302, 302]


@LEAVING
def test_a_leaver_is_kept_out_of_the_administration(
    council: Council, client: Client, leave: Callable[[User], None]
) -> None:
    client.force_login(council.admin)
    assert client.get(reverse("admin:index")).status_code == 200
    do(leave, council.admin)
    assert client.get(reverse("admin:index")).status_code == 302
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 302


@LEAVING
def test_a_leaver_s_sign_in_is_refused_in_the_words_of_a_wrong_password(
    council: Council, leave: Callable[[User], None]
) -> None:
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    do(leave, council.hub_worker)
    for _ in range(5):
        assert "Check your email address and password and try again" in attempt(council.hub_worker, PASSWORD)
    assert "Too many tries" in attempt(council.hub_worker, PASSWORD), "counted like any failed try"


@LEAVING
def test_a_leaver_s_name_stays_on_what_they_wrote(
    council: Council, case: Case, page: PageClient, leave: Callable[[User], None]
) -> None:
    with as_owner():
        contact = make_contact(file_of(case), council.hub_worker)
        case.person.given_name = "Robyn"
        case.person.save_by(by=council.hub_worker, reason="Misspelt")
    do(leave, council.hub_worker)
    page.force_login(council.hub_manager)
    family, person = {"family_id": case.family.pk}, {"person_id": case.person.pk}
    for name, kwargs in (
        ("contacts:contact", family | {"contact_id": contact.pk}),
        ("contacts:chronology", family),
        ("families:family_changes", family),
        ("families:person_changes", person),
        ("families:family", family),
    ):
        assert "Hana Worker" in page.get(reverse(name, kwargs=kwargs)).content.decode(), name


def test_the_last_day_of_the_last_job_is_a_day_of_access(council: Council, case: Case) -> None:
    with as_owner():
        Membership.objects.filter(user=council.hub_worker).update(ended_on=timezone.localdate())
    client = Client()
    client.force_login(council.hub_worker)
    assert client.get(reverse("families:family", args=[case.family.pk])).status_code == 200


def test_whoever_never_had_a_job_here_may_sign_in_and_sees_only_their_account(db: None) -> None:
    with as_owner():
        user = make_user("Nia New", password=PASSWORD)
    assert attempt(user, PASSWORD) == "/"
    client = Client()
    client.force_login(user)
    assert client.get(reverse("account")).status_code == 200
    assert client.get(reverse("families:list")).status_code == 403


# --- Movers


def test_a_mover_s_old_families_are_gone_at_the_next_request(council: Council, case: Case) -> None:
    with as_owner():
        mover = make_member("Mo Mover", council.north_hub, "hub_worker")
    client = Client()
    client.force_login(mover)
    url = reverse("families:family", args=[case.family.pk])
    assert client.get(url).status_code == 200
    with as_owner():
        end_yesterday(mover)
        Membership.objects.create(
            user=mover, team=council.south_hub, role="hub_worker", started_on=timezone.localdate()
        )
    assert client.get(url).status_code == 404
    assert "North family" not in client.get(reverse("families:list")).content.decode()


@pytest.mark.parametrize("when", ["ended", "to begin", "never"])
def test_an_allocation_without_a_job_today_is_no_ground_to_see_a_family(
    council: Council, case: Case, when: str
) -> None:
    """In ``visible_to`` and in the database, whatever the page before them refuses."""
    user, jobs = council.hub_worker, Membership.objects.filter(user=council.hub_worker)
    with as_owner():
        if when == "ended":
            end_yesterday(user)
        elif when == "to begin":
            jobs.update(started_on=timezone.localdate() + DAY)
        else:
            jobs.delete()
    user = User.objects.get(pk=user.pk)
    with acting_as(user):
        assert not Family.objects.exists(), "row security"
    with as_owner():
        assert not Family.objects.visible_to(user).exists(), "visible_to"
        assert not Involvement.objects.visible_to(user).exists(), "visible_to"


# --- Joiners


def test_a_joiner_signs_in_before_their_first_day_and_sees_no_family(council: Council, case: Case) -> None:
    with as_owner():
        joiner = make_user("Jo Joiner", password=PASSWORD)
        job = Membership.objects.create(
            user=joiner, team=council.north_hub, role="hub_worker", started_on=timezone.localdate() + DAY
        )
    assert attempt(joiner, PASSWORD) == "/"
    client = PageClient()
    client.force_login(joiner)
    assert client.get("/").status_code == 200
    for name, args in (("families:list", []), ("families:family", [case.family.pk]), ("search", [])):
        assert client.get(reverse(name, args=args)).status_code == 403, name
    assert "North" not in client.get("/").content.decode()
    with as_owner():
        Membership.objects.filter(pk=job.pk).update(started_on=timezone.localdate())
    assert client.get(reverse("families:family", args=[case.family.pk])).status_code == 200


# --- Pickers


@LEAVING
def test_a_leaver_is_offered_no_new_work(
    council: Council, case: Case, page: PageClient, leave: Callable[[User], None]
) -> None:
    with as_owner():
        leaver = make_member("Lena Leaver", council.north_hub, "hub_worker")
    page.force_login(council.hub_manager)
    url = reverse("families:involvement_allocate", args=[case.family.pk, case.involvement.pk])
    assert "Lena Leaver" in page.get(url).content.decode()
    do(leave, leaver)
    assert "Lena Leaver" not in page.get(url).content.decode()
    version = page.get(url).context["form"].initial.get("version")
    sent = {"allocated_to": str(leaver.pk), "version": version or "", "reason": "mistake"}
    assert page.post(url, sent).status_code == 200
    with as_owner():
        assert Involvement.objects.get(pk=case.involvement.pk).allocated_to == council.hub_worker


@LEAVING
def test_a_leaver_is_not_offered_for_a_new_family(council: Council, leave: Callable[[User], None]) -> None:
    with as_owner():
        leaver = make_member("Lena Leaver", council.north_hub, "hub_worker")
        leave(leaver)
        offered = set(colleagues(Team.objects.filter(pk=council.north_hub.pk), timezone.localdate()))
    assert leaver not in offered
    assert council.hub_worker in offered
