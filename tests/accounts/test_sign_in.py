"""Signing in, out, changing a password, and the typed work that survives an expired session."""

import datetime
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse

from accounts.holding import held_post
from accounts.models import User
from tests.database import as_owner
from tests.factories.accounts import PASSWORD, Council, make_user
from tests.page_client import PageClient


@pytest.fixture
def worker(council: Council) -> User:
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    return council.hub_worker


def sign_in(page: PageClient, email: str, password: str, **fields: str) -> str:
    answer = page.post(reverse("account_login"), {"login": email, "password": password} | fields)
    return answer.headers.get("Location", "") or answer.content.decode()


def test_a_worker_signs_in_by_email_whatever_its_capitals(page: PageClient, worker: User) -> None:
    assert sign_in(page, worker.email.upper(), PASSWORD) == "/"
    assert page.get("/").status_code == 200


@pytest.mark.parametrize("who", ["known", "unknown", "left"])
def test_a_failed_sign_in_never_says_which_part_was_wrong(page: PageClient, worker: User, who: str) -> None:
    email = worker.email if who != "unknown" else "nobody@council.example"
    password = "quite another passphrase" if who != "left" else PASSWORD
    if who == "left":
        with as_owner():
            User.objects.filter(pk=worker.pk).update(is_active=False)
    shown = sign_in(page, email, password)
    assert "Check your email address and password and try again" in unescape(shown)
    assert password not in shown


def test_a_sign_in_left_empty_says_what_to_enter(page: PageClient, worker: User) -> None:
    shown = unescape(sign_in(page, "", ""))
    assert "Enter email address" in shown
    assert "Enter password" in shown
    assert "Email address must be 320 characters or fewer" in unescape(sign_in(page, "x" * 400, "x"))


def test_too_many_failed_tries_are_slowed_down(page: PageClient, worker: User) -> None:
    for _ in range(5):
        sign_in(page, worker.email, "wrong passphrase once more")
    assert "Too many tries" in unescape(sign_in(page, worker.email, PASSWORD))
    assert "_auth_user_id" not in page.session


def test_signing_out_ends_the_session(page: PageClient, worker: User) -> None:
    page.force_login(worker)
    page.post(reverse("account_logout"))
    assert page.get("/").status_code == 302


def test_changing_the_password_needs_the_old_one_and_a_long_new_one(page: PageClient, worker: User) -> None:
    page.force_login(worker)
    change = reverse("account_change_password")
    wrong = {
        "oldpassword": "not the old one",
        "password1": "a new long passphrase",
        "password2": "a new long passphrase",
    }
    assert page.post(change, wrong).status_code == 200
    short = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "12" in page.post(change, short).content.decode()
    with as_owner():
        assert User.objects.get(pk=worker.pk).check_password(PASSWORD)
    right = {
        "oldpassword": PASSWORD,
        "password1": "a new long passphrase",
        "password2": "a new long passphrase",
    }
    assert page.post(change, right).status_code == 302
    with as_owner():
        assert User.objects.get(pk=worker.pk).check_password("a new long passphrase")


def test_a_signed_out_reader_is_asked_to_sign_in_and_comes_back(page: PageClient, worker: User) -> None:
    asked = page.get(reverse("account"))
    assert urlsplit(asked.headers["Location"]).path == reverse("account_login")
    assert sign_in(page, worker.email, PASSWORD, next=reverse("account")) == reverse("account")


def test_sign_in_sends_nobody_to_another_site(page: PageClient, worker: User) -> None:
    assert sign_in(page, worker.email, PASSWORD, next="https://elsewhere.example/") == "/"


def test_a_form_that_meets_an_expired_session_is_offered_again_after_signing_in(
    page: PageClient, worker: User
) -> None:
    typed = {"oldpassword": PASSWORD, "note": "Seen at home <b>today</b>"}
    met = page.post(reverse("account_change_password"), typed)
    assert met.status_code == 401
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    assert PASSWORD not in met.content.decode()
    failed = sign_in(page, worker.email, "wrong passphrase", held=unescape(held[1]))
    again = re.search(r'name="held" value="([^"]+)"', failed)
    assert again
    assert sign_in(page, worker.email, PASSWORD, held=unescape(again[1])) == reverse("account_carry_on")
    offered = page.get(reverse("account_carry_on")).content.decode()
    assert "You are signed in again" in offered
    assert f'action="{reverse("account_change_password")}"' in offered
    assert 'name="note" value="Seen at home &lt;b&gt;today&lt;/b&gt;"' in offered
    assert PASSWORD not in offered


def test_what_waits_is_thrown_away_when_its_writer_says_so(page: PageClient, worker: User) -> None:
    met = page.post(reverse("account_change_password"), {"note": "Seen at home"})
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    sign_in(page, worker.email, PASSWORD, held=unescape(held[1]))
    assert page.post(reverse("account_carry_on")).headers["Location"] == "/"
    assert page.get(reverse("account_carry_on")).headers["Location"] == "/"


def test_a_held_form_is_offered_to_whoever_signed_in_meanwhile_in_another_tab(
    page: PageClient, worker: User
) -> None:
    met = page.post(reverse("account_change_password"), {"note": "Seen at home"})
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    page.force_login(worker)
    assert sign_in(page, worker.email, PASSWORD, held=unescape(held[1])) == reverse("account_carry_on")
    assert "Seen at home" in page.get(reverse("account_carry_on")).content.decode()


def test_a_held_form_that_was_altered_is_not_offered(page: PageClient, worker: User) -> None:
    assert sign_in(page, worker.email, PASSWORD, held="eyJwYXRoIjoiL2V2aWwifQ:forged:forged") == "/"


def test_the_demo_opens_to_its_own_people_and_to_nobody_real(
    page: PageClient, council: Council, worker: User, settings: Any
) -> None:
    with as_owner():
        made_up = make_user("Demo Persona", password=PASSWORD)
        left = make_user("Demo Leaver", password=PASSWORD)
        silent = make_user("Demo Colleague")
        for user in (made_up, left, silent):
            user.email, user.is_active = f"{user.pk}@demo.example", user != left
            user.save()
    assert "choose who to be" not in page.get(reverse("account_login")).content.decode()
    door = reverse("account_persona")
    assert page.post(door, {"persona": made_up.email}).status_code == 404
    settings.DEMO_MODE = True
    shown = page.get(reverse("account_login")).content.decode()
    assert [user.email in shown for user in (made_up, left, silent, worker)] == [True, False, False, False]
    for email in (worker.email, left.email, silent.email, "nobody", ""):
        assert page.post(door, {"persona": email}).status_code == 404
    assert page.get(reverse("account")).status_code == 302
    assert page.post(door, {"persona": made_up.email, "next": "/alerts/"}).headers["Location"] == "/alerts/"
    assert page.get(reverse("account")).status_code == 200


def test_pages_of_staff_are_kept_out_of_every_cache(page: PageClient, worker: User) -> None:
    page.force_login(worker)
    assert page.get("/").headers["Cache-Control"] == "no-store"


def test_half_an_hour_without_a_page_ends_the_session_and_a_page_each_quarter_keeps_it(
    page: PageClient, worker: User
) -> None:
    start = datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False) as clock:
        page.force_login(worker)
        for _ in range(4):
            clock.shift(datetime.timedelta(minutes=15))
            assert page.get("/").status_code == 200
        clock.shift(datetime.timedelta(minutes=31))
        assert page.get("/").status_code == 302


def test_a_new_password_typed_in_the_admin_is_never_held(page: PageClient) -> None:
    met = page.post("/account/", {"new_password": "a secret to hand over", "full_name": "Ada Admin"})
    offered = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert offered
    held = held_post(unescape(offered[1]))
    assert held
    assert [tuple(field) for field in held["fields"]] == [("full_name", "Ada Admin")]


def test_a_machine_that_tries_without_end_is_told_how_long_to_wait_on_a_page_of_ours(
    page: PageClient, worker: User
) -> None:
    for _ in range(31):
        answer = page.post(reverse("account_login"), {"login": worker.email, "password": "wrong passphrase"})
    assert answer.status_code == 429
    assert "Too many tries. Wait 5 minutes, then try again." in answer.content.decode()
    assert "ask your administrator" in answer.content.decode()
