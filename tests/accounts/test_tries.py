"""Guessing is slowed down, and nobody is locked out by a stranger."""

import datetime
import re
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Alert, AlertKind, User
from tests.database import as_owner
from tests.factories.accounts import PASSWORD, Council
from tests.page_client import PageClient

WRONG = "wrong passphrase once more"
START = datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC)


@pytest.fixture
def worker(council: Council) -> User:
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    return council.hub_worker


def attempt(client: Client, email: str, password: str = WRONG, *, at: str = "198.51.100.7", **more: str):
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=at, **more
    )


def is_let_in(answer) -> bool:
    return answer.status_code == 302


def refusal(answer) -> str:
    found = re.search(r"Too many tries\. Wait \d+ minutes[^<]*", unescape(answer.content.decode()))
    assert answer.status_code == 429
    assert found
    return found[0]


def test_a_stranger_elsewhere_cannot_lock_a_colleague_out(worker: User) -> None:
    for _ in range(8):
        stranger = attempt(Client(), worker.email)
    assert stranger.status_code == 429
    assert is_let_in(attempt(Client(), worker.email, PASSWORD, at="203.0.113.9"))


def test_a_stranger_at_the_same_address_cannot_lock_out_a_device_used_before(worker: User) -> None:
    own = Client()
    assert is_let_in(attempt(own, worker.email, PASSWORD))
    own.post(reverse("account_logout"))
    for number in range(40):
        stranger = attempt(Client(), worker.email if number % 2 else f"{number}@council.example")
    assert stranger.status_code == 429
    assert is_let_in(attempt(own, worker.email.upper(), PASSWORD))


def test_a_device_used_before_has_five_tries_and_then_waits_five_minutes(worker: User) -> None:
    own = Client()
    with time_machine.travel(START, tick=False) as clock:
        attempt(own, worker.email, PASSWORD)
        own.post(reverse("account_logout"))
        for _ in range(5):
            assert attempt(own, worker.email).status_code == 200
        assert "Wait 5 minutes" in refusal(attempt(own, worker.email, PASSWORD))
        clock.shift(datetime.timedelta(minutes=5, seconds=1))
        assert is_let_in(attempt(own, worker.email, PASSWORD))


def test_the_device_of_one_colleague_gives_no_tries_for_another(worker: User, council: Council) -> None:
    own = Client()
    attempt(own, worker.email, PASSWORD)
    own.post(reverse("account_logout"))
    for _ in range(5):
        attempt(Client(), council.hub_manager.email)
    assert attempt(own, council.hub_manager.email).status_code == 429


def test_a_forged_device_cookie_is_worth_nothing(worker: User) -> None:
    own = Client()
    attempt(own, worker.email, PASSWORD)
    value = own.cookies[settings.DEVICE_COOKIE_NAME].value
    for _ in range(6):
        attempt(Client(), worker.email)
    for forged in ("", "nonsense", value[:-1] + ("A" if value[-1] != "A" else "B"), f"e30:{value}"):
        stranger = Client()
        stranger.cookies[settings.DEVICE_COOKIE_NAME] = forged
        assert attempt(stranger, worker.email).status_code == 429


def test_the_device_cookie_is_kept_from_scripts_and_names_nobody(worker: User, settings) -> None:
    settings.SESSION_COOKIE_SECURE, settings.DEVICE_COOKIE_NAME = True, "__Host-device"
    cookie = attempt(Client(), worker.email, PASSWORD).cookies["__Host-device"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert cookie["max-age"] > 300 * 24 * 60 * 60
    assert worker.email not in cookie.value
    assert str(worker.pk) not in cookie.value


@pytest.mark.parametrize("kind", ["known", "unknown"])
def test_a_guess_from_many_addresses_is_slowed_down_and_its_target_told_once(worker: User, kind: str) -> None:
    email = worker.email if kind == "known" else "nobody@council.example"
    own = Client()
    attempt(own, worker.email, PASSWORD)
    own.post(reverse("account_logout"))
    for number in range(60):
        assert attempt(Client(), email, at=f"192.0.2.{number}").status_code == 200
    for number in range(3):
        refused = attempt(Client(), email, PASSWORD, at=f"198.51.100.{number}")
        assert "Wait 60 minutes" in refusal(refused)
    with as_owner():
        told = list(Alert.objects.filter(kind=AlertKind.SIGN_IN_GUESSED).values_list("user", flat=True))
    assert told == ([worker.pk] if kind == "known" else [])
    assert is_let_in(attempt(own, worker.email, PASSWORD))


def test_one_address_alone_never_uses_up_the_tries_of_an_account(worker: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(30):
            attempt(Client(), worker.email)
            clock.shift(datetime.timedelta(minutes=1, seconds=59))
        assert is_let_in(attempt(Client(), worker.email, PASSWORD, at="203.0.113.9"))


def test_a_refusal_is_the_same_whether_or_not_the_account_exists(worker: User) -> None:
    shown = []
    for email in (worker.email, "nobody@council.example"):
        for _ in range(6):
            answer = attempt(Client(), email)
        shown.append(refusal(answer))
    assert shown[0] == shown[1]
    assert "ask your administrator" in shown[0]


def test_the_counts_name_neither_people_nor_addresses(worker: User) -> None:
    attempt(Client(), worker.email)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache_entries")
        keys = " ".join(key for (key,) in cursor.fetchall())
    assert "login_failed" in keys
    assert "198.51" not in keys
    assert worker.email not in keys


def forwarded(client: Client, email: str, chain: str) -> int:
    return attempt(client, email, at="10.0.0.1", HTTP_X_FORWARDED_FOR=chain).status_code


def test_without_a_proxy_of_ours_a_forwarded_address_means_nothing(worker: User) -> None:
    statuses = [forwarded(Client(), worker.email, f"192.0.2.{number}") for number in range(6)]
    assert statuses == [200] * 5 + [429]


def test_behind_one_proxy_the_last_forwarded_address_counts_and_spoofed_ones_before_it_do_not(
    worker: User, settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    statuses = [forwarded(Client(), worker.email, f"192.0.2.{number}, 198.51.100.7") for number in range(6)]
    assert statuses == [200] * 5 + [429]
    assert forwarded(Client(), worker.email, "198.51.100.7, 198.51.100.8") == 200


def test_behind_two_proxies_the_last_but_one_counts(worker: User, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    statuses = [
        forwarded(Client(), worker.email, f"192.0.2.{number}, 198.51.100.7, 10.0.0.9") for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


def test_what_was_typed_rides_along_through_a_refusal(page: PageClient, worker: User) -> None:
    met = page.post(reverse("account_change_password"), {"note": "Seen at home"})
    held = unescape(re.search(r'name="held" value="([^"]+)"', met.content.decode())[1])
    for _ in range(6):
        answer = page.post(reverse("account_login"), {"login": worker.email, "password": WRONG, "held": held})
    assert answer.status_code == 429
    assert 'name="held"' in answer.content.decode()
