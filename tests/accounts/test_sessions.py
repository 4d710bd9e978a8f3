"""Where somebody is signed in, ending it, and how long it lasts."""

import datetime
import re
from html import unescape

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Alert, AlertKind, User
from accounts.sessions import sessions_visible_to
from familyhubs.tasks import forget_expired_sessions
from tests.database import as_owner, as_worker
from tests.factories.accounts import PASSWORD, Council, make_session
from tests.page_client import PageClient

CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
START = datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
NEW = "a new long passphrase"


@pytest.fixture
def worker(council: Council) -> User:
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.last_login = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
        council.hub_worker.save()
    return council.hub_worker


def signed_in(user: User, agent: str = CHROME, **more: str) -> PageClient:
    client = PageClient(headers={"User-Agent": agent})
    sign_in(client, user, **more)
    return client


def sign_in(client: Client, user: User, **more: str) -> None:
    sent = {"login": user.email, "password": PASSWORD, **more}
    assert client.post(reverse("account_login"), sent).status_code in (200, 302)
    assert "_auth_user_id" in client.session


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def new_devices(user: User) -> int:
    with as_owner():
        return Alert.objects.filter(user=user, kind=AlertKind.NEW_DEVICE).count()


def listed(client: Client) -> str:
    return unescape(re.sub(r"\s+", " ", client.get(reverse("account_sessions")).content.decode()))


# --- The list


def test_my_sessions_are_told_by_browser_and_time_and_this_one_is_marked(worker: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        laptop = signed_in(worker)
        clock.shift(7 * MINUTE)
        phone = signed_in(worker, FIREFOX)
        clock.shift(5 * MINUTE)
        assert is_in(laptop)
        shown = listed(phone)
    cards = shown.split("govuk-summary-card__title-wrapper")[1:]
    assert "Firefox on Linux" in cards[0]
    assert "This one" in cards[0]
    assert "End this session" not in cards[0]
    assert "Chrome on Windows" in cards[1]
    assert "20 March 2027, 10:00a.m." in cards[1]
    assert "20 March 2027, 10:12a.m." in cards[1]
    assert "This one" not in cards[1]
    for client in (laptop, phone):
        assert client.session.session_key not in shown


def test_of_a_session_no_network_address_and_no_full_browser_name_is_kept(worker: User) -> None:
    signed_in(worker)
    with as_owner():
        kept = UserSession.objects.get(user=worker)
    assert (kept.ip, kept.user_agent, kept.data) == ("0.0.0.0", "Chrome on Windows", {})


def test_a_browser_that_names_itself_oddly_cannot_write_into_our_pages(worker: User) -> None:
    signed_in(worker, "<b>Evil</b>/1.0 http://evil.example/")
    with as_owner():
        assert re.fullmatch(r"[A-Za-z0-9 ]+", UserSession.objects.get(user=worker).user_agent)


def test_ending_a_session_takes_effect_at_its_next_request_and_leaves_the_others(worker: User) -> None:
    lost, here, other = signed_in(worker), signed_in(worker, FIREFOX), signed_in(worker)
    with as_owner():
        row = UserSession.objects.get(session_key=lost.session.session_key)
    assert is_in(lost)
    assert here.post(reverse("account_session_end", args=[row.pk])).status_code == 302
    assert not is_in(lost)
    assert is_in(here)
    assert is_in(other)
    assert here.post(reverse("account_session_end", args=[row.pk])).status_code == 404


def test_all_other_sessions_end_at_once(worker: User) -> None:
    others, here = [signed_in(worker) for _ in range(2)], signed_in(worker)
    assert here.post(reverse("account_sessions_end")).status_code == 302
    assert [is_in(client) for client in (*others, here)] == [False, False, True]
    assert listed(here).count("Chrome on Windows") == 1


def test_nobody_sees_or_ends_the_session_of_somebody_else(worker: User, council: Council) -> None:
    client = signed_in(worker)
    with as_owner():
        row = UserSession.objects.get(user=worker)
        other = make_session(council.hub_manager, "Safari on iOS")
    for colleague in (council.hub_manager, council.admin):
        stranger = PageClient()
        stranger.force_login(colleague)
        assert "Chrome on Windows" not in listed(stranger)
        assert stranger.post(reverse("account_session_end", args=[row.pk])).status_code == 404
        stranger.post(reverse("account_sessions_end"))
    assert is_in(client)
    assert "Safari on iOS" not in listed(client)
    with as_owner():
        assert not UserSession.objects.filter(pk=other.pk).exists(), "the manager ended their own"


def test_row_security_hides_the_sessions_of_others_save_from_whoever_manages_staff(
    worker: User, council: Council
) -> None:
    with as_owner():
        make_session(worker)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM usersessions_usersession")
        assert cursor.fetchone() == (0,)
    for user, seen in ((worker, 1), (council.hub_manager, 0), (council.admin, 1)):
        with acting_as(user):
            assert UserSession.objects.count() == seen
    with acting_as(council.admin):
        assert not sessions_visible_to(council.admin, timezone.now()).exists()
    with acting_as(council.hub_manager):
        UserSession.objects.all().delete()
    with as_owner():
        assert UserSession.objects.count() == 1


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one_in_the_list(worker: User) -> None:
    other, here = signed_in(worker), signed_in(worker, FIREFOX)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(reverse("account_change_password"), sent).status_code == 302
    assert not is_in(other)
    assert is_in(here)
    shown = listed(here)
    assert "Firefox on Linux" in shown
    assert "This one" in shown
    assert "Chrome on Windows" not in shown


def test_signing_in_begins_a_session_under_a_new_key(worker: User, page: PageClient) -> None:
    page.force_login(worker)
    before = page.session.session_key
    page.post(reverse("account_logout"))
    sign_in(page, worker)
    assert page.session.session_key != before


# --- The administrator


def staff_form(person: User, **more: str) -> dict[str, str]:
    return {
        "email": person.email,
        "full_name": person.full_name,
        "is_active": "on",
        "reason": "Lost laptop",
        **more,
    }


def test_an_administrator_signs_somebody_out_everywhere_with_a_reason(
    worker: User, council: Council, client: Client
) -> None:
    theirs, others = [signed_in(worker), signed_in(worker, FIREFOX)], PageClient()
    with as_owner():
        session = make_session(council.hub_manager)
    client.force_login(council.admin)
    url = reverse("admin:accounts_user_change", args=[worker.pk])
    assert client.post(url, staff_form(worker, sign_out="on", reason="")).status_code == 200
    assert is_in(theirs[0])
    assert client.post(url, staff_form(worker, sign_out="on")).status_code == 302
    assert not any(is_in(one) for one in theirs)
    sign_in(others, worker)
    with as_owner():
        assert UserSession.objects.filter(pk=session.pk).exists()
        version = worker.history.first()
    assert (version.history_user, version.history_change_reason) == (council.admin, "Lost laptop")


def test_a_change_of_job_title_ends_no_session(worker: User, council: Council, client: Client) -> None:
    theirs = signed_in(worker)
    client.force_login(council.admin)
    url = reverse("admin:accounts_user_change", args=[worker.pk])
    assert client.post(url, staff_form(worker, job_title="Senior")).status_code == 302
    assert is_in(theirs)
    assert "Sign this person out" in client.get(url).content.decode()
    assert "Sign this person out" not in client.get(reverse("admin:accounts_user_add")).content.decode()


@pytest.mark.parametrize("how", ["new_password", "is_active"])
def test_sessions_end_with_a_new_password_and_with_the_account(
    worker: User, council: Council, client: Client, how: str
) -> None:
    theirs = signed_in(worker)
    client.force_login(council.admin)
    sent = staff_form(worker, new_password=NEW) if how == "new_password" else staff_form(worker)
    if how == "is_active":
        del sent["is_active"]
    url = reverse("admin:accounts_user_change", args=[worker.pk])
    assert client.post(url, sent).status_code == 302
    with as_owner():
        assert not UserSession.objects.filter(user=worker).exists()
    assert not is_in(theirs)


# --- How long


def test_twelve_hours_end_a_session_however_busy_it_is_and_keep_what_was_being_sent(worker: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(worker)
        for _ in range(47):
            clock.shift(15 * MINUTE)
            assert is_in(client)
        clock.shift(16 * MINUTE)
        met = client.post(reverse("account_change_password"), {"note": "Seen at home"})
        assert met.status_code == 401
        assert 'name="held"' in met.content.decode()
        sign_in(client, worker)
        clock.shift(15 * MINUTE)
        assert is_in(client)


def test_asking_how_long_is_left_is_no_activity_and_staying_is(worker: User) -> None:
    url, watching = reverse("account_session"), {"X-Requested-With": "watching"}
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(worker)
        client.get("/")
        clock.shift(28 * MINUTE)
        assert client.get(url, headers=watching).json() == {"seconds": 120, "can_stay": True, "warn": 120}
        clock.shift(MINUTE)
        assert client.get(url, headers=watching).json()["seconds"] == 60
        assert client.post(url).json()["seconds"] == 30 * 60
        clock.shift(29 * MINUTE)
        assert client.get(url, headers=watching).json()["seconds"] == 60
        clock.shift(MINUTE)
        assert client.get(url, headers=watching).status_code == 302
        assert client.post(url).status_code == 401


def test_near_the_longest_time_staying_is_not_offered(worker: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in(worker)
        for _ in range(29):
            clock.shift(24 * MINUTE)
            client.get("/")
        clock.shift(23 * MINUTE)
        assert client.post(reverse("account_session")).json() == {
            "seconds": 60,
            "can_stay": False,
            "warn": 120,
        }


def test_every_page_says_how_long_a_session_lasts_and_carries_the_warning(worker: User) -> None:
    shown = signed_in(worker).get("/").content.decode()
    assert (
        "You are signed out after 30 minutes without doing anything, and 12 hours after signing in." in shown
    )
    assert 'data-idle-warn="120"' in shown
    signed_out = PageClient().get(reverse("account_login")).content.decode()
    assert "You are signed out after 30 minutes without doing anything" in signed_out
    assert "data-idle-warn" not in signed_out


# --- Work that was not sent


def hand_over(client: Client, **more: str) -> str:
    sent = {
        "unsent_to": "/account/change-password/",
        "unsent_on": "/account/?a=1",
        "note": "seen at home " * 3,
        **more,
    }
    return unescape(client.post(reverse("account_session_ended"), sent).content.decode())


def test_a_form_that_was_not_sent_is_held_and_offered_to_be_checked_and_sent(worker: User) -> None:
    client = PageClient()
    shown = hand_over(client, password1="secret word")
    held = re.search(r'name="held" value="([^"]+)"', shown)
    assert held
    sent = {"login": worker.email, "password": PASSWORD, "held": held[1]}
    signed = client.post(reverse("account_login"), sent)
    assert signed.headers["Location"] == reverse("account_carry_on")
    words = unescape(client.get(reverse("account_carry_on")).content.decode())
    assert "Check it before you send it" in words
    assert 'action="/account/change-password/"' in words
    assert f">{'seen at home ' * 3}</textarea>" in words
    assert 'href="/account/?a=1"' in words
    assert "secret word" not in words
    assert "unsent_to" not in words
    assert "device" in signed.cookies


def test_somebody_still_signed_in_is_offered_it_at_once_and_stays_signed_in(worker: User) -> None:
    client = signed_in(worker)
    assert "Check it before you send it" in hand_over(client)
    assert is_in(client)


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "", "javascript:alert(1)"])
@pytest.mark.parametrize("field", ["unsent_to", "unsent_on"])
def test_a_form_is_never_offered_to_another_site(db: None, place: str, field: str) -> None:
    assert "evil" not in hand_over(PageClient(), **{field: place})
    assert 'name="held"' not in hand_over(PageClient(), **{field: place})


# --- New devices


def test_a_device_not_seen_before_is_told_to_its_owner_once(worker: User) -> None:
    client = signed_in(worker)
    assert new_devices(worker) == 1
    client.post(reverse("account_logout"))
    sign_in(client, worker)
    assert new_devices(worker) == 1
    assert (
        "You signed in with a device we had not seen before" in client.get(reverse("alerts")).content.decode()
    )
    signed_in(worker, FIREFOX)
    assert new_devices(worker) == 2


def test_the_very_first_sign_in_of_an_account_is_not_news(worker: User) -> None:
    with as_owner():
        User.objects.filter(pk=worker.pk).update(last_login=None)
    signed_in(worker)
    assert new_devices(worker) == 0
    signed_in(worker)
    assert new_devices(worker) == 1


def test_a_laptop_two_colleagues_share_is_known_to_both(worker: User, council: Council) -> None:
    with as_owner():
        manager = council.hub_manager
        manager.set_password(PASSWORD)
        manager.last_login = worker.last_login
        manager.save()
    client = signed_in(worker)
    for user in (manager, worker, manager):
        client.post(reverse("account_logout"))
        sign_in(client, user)
    assert (new_devices(worker), new_devices(manager)) == (1, 1)


def test_a_failed_sign_in_makes_no_device_known(worker: User, page: PageClient) -> None:
    page.post(reverse("account_login"), {"login": worker.email, "password": "wrong passphrase"})
    assert "device" not in page.cookies
    assert new_devices(worker) == 0


def test_what_is_left_of_ended_sessions_is_forgotten_with_them(worker: User) -> None:
    with as_owner():
        ended, going = make_session(worker), make_session(worker)
        Session.objects.filter(session_key=ended.session_key).update(expire_date=timezone.now())
    with as_worker():
        forget_expired_sessions()
    with as_owner():
        assert [row.pk for row in UserSession.objects.all()] == [going.pk]
