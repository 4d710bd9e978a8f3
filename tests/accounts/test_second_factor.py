"""The second step after a password: asked of everybody, shown to nobody else, and lost by no slip of a finger."""

import base64
import copy
import datetime
import hashlib
import hmac
import json
import re
import struct
from html import unescape

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.middleware import SET_UP_ROUTES
from accounts.models import Alert, User
from accounts.second_factor import SecondFactorAdapter
from tests.database import as_owner, as_worker
from tests.factories.accounts import PASSWORD
from tests.rules.cases import make_case
from tests.rules.routes import ROUTES

NOON = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def asked(settings):
    """As in production."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def worker(council) -> User:
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    return council.hub_worker


def code_for(key: str, at: datetime.datetime) -> str:
    """RFC 6238, worked out here again: the code an app would show at a moment."""
    digest = hmac.new(
        base64.b32decode(key), struct.pack(">Q", int(at.timestamp()) // 30), hashlib.sha1
    ).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def password(page, user, **more: str):
    return page.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, **more})


def set_up_app(page, user) -> tuple[str, list[str]]:
    """Sign in for the first time and set up an app; its key and the recovery codes."""
    password(page, user)
    shown = page.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'app-key">([A-Z2-7 ]+)<', shown)
    assert found
    key = found[1].replace(" ", "")
    answer = page.post(
        reverse("mfa_activate_totp"), {"code": code_for(key, datetime.datetime.now(datetime.UTC))}
    )
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li>(\d{8})</li>", page.get(answer.headers["Location"]).content.decode())
    return key, codes


def sign_out(page) -> None:
    page.post(reverse("account_logout"))


def give(page, code: str):
    return page.post(reverse("mfa_authenticate"), {"code": code})


def is_in(page) -> bool:
    return page.get(reverse("home")).status_code == 200


def test_a_password_alone_opens_nothing_but_the_pages_that_set_up_a_second_step(
    client, worker, council
) -> None:
    with as_owner():
        case = make_case(council.north_hub, council.hub_worker, "North")
    password(client, worker)
    for route in ROUTES:
        if route.public or route.name in SET_UP_ROUTES:
            continue
        with as_owner():
            url = reverse(route.name, kwargs=route.ids(case))
        for answer in (client.get(url), client.post(url, route.post or {})):
            assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("mfa_index")), route
    assert "Set up a second step" in client.get(reverse("mfa_index")).content.decode()
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")
    sign_out(client)
    assert client.get(reverse("mfa_index")).headers["Location"].startswith(reverse("account_login"))


def test_it_is_asked_unless_the_settings_say_that_this_is_the_demo(page, settings, worker) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    password(page, worker)
    assert is_in(page)


def test_somebody_sets_up_an_app_and_signs_in_with_it_from_then_on(page, worker, clock) -> None:
    key, codes = set_up_app(page, worker)
    assert len(set(codes)) == 10
    assert is_in(page)
    sign_out(page)
    clock.shift(MINUTE)
    assert password(page, worker).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(page)
    assert give(page, code_for(key, NOON + MINUTE)).headers["Location"] == "/"
    assert is_in(page)


@pytest.mark.parametrize("wrong", ["000000", "", "not a number", "9" * 400])
def test_a_wrong_code_opens_nothing_and_says_so(page, worker, clock, wrong) -> None:
    set_up_app(page, worker)
    sign_out(page)
    password(page, worker)
    shown = unescape(give(page, wrong).content.decode())
    assert "There is a problem" in shown
    assert not is_in(page)


def test_a_code_works_once_and_only_in_its_half_minute(page, client, worker, clock) -> None:
    key, _ = set_up_app(page, worker)
    sign_out(page)
    clock.shift(MINUTE)
    code = code_for(key, NOON + MINUTE)
    password(page, worker)
    assert give(page, code).status_code == 302
    password(client, worker)
    assert give(client, code).status_code == 200
    clock.shift(MINUTE)
    assert give(client, code).status_code == 200
    assert give(client, code_for(key, NOON + 2 * MINUTE)).status_code == 302


def test_wrong_codes_are_slowed_down_even_for_the_right_one_after_them(page, worker, clock) -> None:
    key, _ = set_up_app(page, worker)
    sign_out(page)
    password(page, worker)
    for _ in range(5):
        give(page, "000000")
    clock.shift(MINUTE)
    assert "Too many tries" in unescape(give(page, code_for(key, NOON + MINUTE)).content.decode())
    assert not is_in(page)


def test_a_recovery_code_signs_in_once(page, client, worker, clock) -> None:
    _, codes = set_up_app(page, worker)
    sign_out(page)
    password(page, worker)
    assert give(page, codes[3]).status_code == 302
    assert is_in(page)
    password(client, worker)
    assert give(client, codes[3]).status_code == 200
    assert give(client, codes[4]).status_code == 302


def test_recovery_codes_are_shown_once_and_new_ones_end_the_old(page, worker, clock) -> None:
    _, codes = set_up_app(page, worker)
    assert codes[0] not in page.get(reverse("mfa_view_recovery_codes")).content.decode()
    page.post(reverse("mfa_generate_recovery_codes"))
    fresh = re.findall(r"<li>(\d{8})</li>", page.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)
    sign_out(page)
    password(page, worker)
    assert give(page, codes[0]).status_code == 200
    assert give(page, fresh[0]).status_code == 302


def test_every_change_is_told_to_the_person(page, worker, clock) -> None:
    set_up_app(page, worker)
    page.post(reverse("mfa_generate_recovery_codes"))
    with as_owner():
        assert [alert.kind for alert in Alert.objects.filter(user=worker)] == ["sign_in_changed"] * 2
    assert "2 new alerts" in page.get("/").content.decode()


@pytest.mark.parametrize(
    "name",
    ["mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes"],
)
def test_after_five_minutes_a_change_asks_who_is_sitting_there(page, worker, clock, name) -> None:
    set_up_app(page, worker)
    clock.shift(6 * MINUTE)
    url = reverse(name)
    sent_to = page.get(url).headers["Location"]
    assert sent_to.startswith(reverse("account_reauthenticate"))
    assert "Show that it is you" in page.get(sent_to).content.decode()
    wrong = page.post(sent_to, {"password": "not the passphrase"})
    assert wrong.status_code == 200
    assert page.get(url).status_code == 302
    assert page.post(sent_to, {"password": PASSWORD}).headers["Location"] == url
    assert page.get(url).status_code == 200


def test_a_code_proves_it_as_well(page, worker, clock) -> None:
    key, _ = set_up_app(page, worker)
    clock.shift(6 * MINUTE)
    next_to = f"{reverse('mfa_reauthenticate')}?next={reverse('mfa_add_webauthn')}"
    assert "Use your password instead" in page.get(next_to).content.decode()
    assert page.post(next_to, {"code": "000000"}).status_code == 200
    answer = page.post(next_to, {"code": code_for(key, NOON + 6 * MINUTE)})
    assert answer.headers["Location"] == reverse("mfa_add_webauthn")
    assert page.get(reverse("mfa_add_webauthn")).status_code == 200


def test_the_last_second_step_cannot_be_removed(page, worker, clock) -> None:
    set_up_app(page, worker)
    assert "Set up another way to sign in" in page.get(reverse("mfa_deactivate_totp")).content.decode()
    page.post(reverse("mfa_deactivate_totp"))
    with as_owner():
        assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_secrets_are_not_readable_where_they_are_kept(page, worker, clock) -> None:
    key, codes = set_up_app(page, worker)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(string_agg(data::text, ' '), '') FROM mfa_authenticator")
        (kept,) = cursor.fetchone()
        assert kept.count('"secret"') == kept.count('"seed"') == 1
        assert key not in kept
        assert not [code for code in codes if code in kept]
        for session in Session.objects.all():
            assert key not in json.dumps(session.get_decoded())


def test_a_secret_kept_under_another_key_is_refused_in_words(page, settings, worker, clock) -> None:
    key, _ = set_up_app(page, worker)
    sign_out(page)
    settings.SECOND_FACTOR_KEY = "another key, at least thirty-two characters long"
    password(page, worker)
    assert "Ask your administrator to reset it" in give(page, code_for(key, NOON)).content.decode()


def test_the_same_secret_is_stored_differently_each_time() -> None:
    adapter = SecondFactorAdapter()
    assert adapter.encrypt("a") != adapter.encrypt("a")
    assert adapter.decrypt(adapter.encrypt("a")) == "a"


def test_the_database_shows_a_second_step_to_its_owner_and_to_who_manages_staff(
    page, worker, council, clock
) -> None:
    set_up_app(page, worker)
    for user, seen in (
        (worker, 2),
        (council.other_hub_worker, 0),
        (council.hub_manager, 0),
        (council.admin, 2),
        (None, 0),
    ):
        with acting_as(user):
            assert Authenticator.objects.count() == seen
    with as_worker():
        assert not Authenticator.objects.exists()


def test_nobody_makes_a_second_step_for_somebody_else(worker, council) -> None:
    with connection.cursor() as cursor, acting_as(council.admin):
        cursor.execute("SAVEPOINT before")
        with pytest.raises(Exception, match="row-level security"):
            cursor.execute(
                "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', '{}', now())",
                [worker.pk],
            )
        cursor.execute("ROLLBACK TO before")


def test_what_was_typed_waits_through_the_second_step(page, worker, clock) -> None:
    key, _ = set_up_app(page, worker)
    sign_out(page)
    clock.shift(MINUTE)
    met = page.post(reverse("account_change_password"), {"note": "Seen at home"})
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    password(page, worker, held=unescape(held[1]))
    assert give(page, code_for(key, NOON + MINUTE)).headers["Location"] == reverse("account_carry_on")
    assert "Seen at home" in page.get(reverse("account_carry_on")).content.decode()


def test_what_was_typed_waits_even_while_a_second_step_is_set_up(page, worker, clock) -> None:
    password(page, worker)
    assert (
        page.post(reverse("account_change_password"), {"note": "Seen at home"}).headers["Location"]
        == "/account/second-step/"
    )
    set_up_app(page, worker)
    assert "Seen at home" in page.get(reverse("account_carry_on")).content.decode()


def test_starting_again_forgets_the_password_that_was_given(page, worker, clock) -> None:
    set_up_app(page, worker)
    sign_out(page)
    password(page, worker)
    assert page.get(reverse("account_login")).headers["Location"] == reverse("mfa_authenticate")
    sign_out(page)
    assert page.get(reverse("mfa_authenticate")).headers["Location"] == reverse("account_login")
    assert page.get(reverse("account_login")).status_code == 200


def test_who_signs_in_elsewhere_has_no_second_step_here(page, council) -> None:
    page.force_login(council.hub_manager)
    session = page.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 0}]
    session["account_authentication_methods_user"] = str(council.hub_manager.pk)
    session.save()
    assert is_in(page)
    for name in ("mfa_index", "mfa_activate_totp", "account_reauthenticate"):
        assert page.get(reverse(name)).headers["Location"] == reverse("account")


def test_how_somebody_else_signed_in_counts_for_nothing(page, council) -> None:
    page.force_login(council.hub_manager)
    session = page.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(council.admin.pk)
    session.save()
    assert not is_in(page)


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "[]",
        "null",
        "7",
        '{"response": {}}',
        '{"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "????"}}',
    ],
)
def test_anything_but_a_passkey_is_refused(page, worker, clock, sent) -> None:
    answer = page.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert answer.status_code == 200
    assert "The passkey could not be used" in answer.content.decode()
    set_up_app(page, worker)
    page.get(reverse("mfa_add_webauthn"))
    assert page.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": sent}).status_code == 200
    with as_owner():
        assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_passkey_of_somebody_else_cannot_be_removed(page, worker, council, clock) -> None:
    set_up_app(page, worker)
    with as_owner():
        theirs = Authenticator.objects.create(
            user=council.hub_manager, type="webauthn", data={"name": "theirs"}
        )
    assert page.get(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
    assert page.post(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404


def test_an_administrator_takes_a_lost_second_step_away_with_a_reason_and_ends_every_session(
    page, client, settings, worker, council
) -> None:
    set_up_app(page, worker)
    lost = Client()
    lost.cookies = copy.copy(page.cookies)
    page.cookies.clear()
    assert lost.get("/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(council.admin)
    url = reverse("admin:accounts_user_change", args=[worker.pk])
    sent = {
        "email": worker.email,
        "full_name": worker.full_name,
        "is_active": "on",
        "reset_second_factor": "on",
    }
    assert client.post(url, sent).status_code == 200
    with as_owner():
        assert Authenticator.objects.filter(user=worker).exists()
    assert client.post(url, {**sent, "reason": "Lost phone, seen in person"}).status_code == 302
    settings.SECOND_FACTOR_REQUIRED = True
    with as_owner():
        assert not Authenticator.objects.filter(user=worker).exists()
        assert worker.history.first().history_change_reason == "Lost phone, seen in person"
        assert Alert.objects.filter(user=worker).count() == 2
    assert lost.get("/").headers["Location"].startswith(reverse("account_login"))
    password(page, worker)
    assert page.get("/").headers["Location"] == reverse("mfa_index")
