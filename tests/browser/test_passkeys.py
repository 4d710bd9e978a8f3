"""Second steps in a real browser, with an authenticator made of software, at a portal that asks for them."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.browser.portal import served
from tests.browser.tabs import NARROW, WIDE, accessibility_faults, sideways
from tests.database import as_owner, copied_database
from tests.factories.accounts import PASSWORD

SHOTS = os.environ.get("SHOTS")
# A laptop's own authenticator, whose owner has just shown their face.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(browser, furnished, django_db_blocker, tmp_path: Path):
    """As in production, at the one address besides https where browsers allow passkeys."""
    template, world = furnished
    database = template.replace("_furnished", "_passkeys")
    more = {"DEMO_MODE": "false", "ALLOWED_HOSTS": "localhost"}
    log = tmp_path / "web.log"
    with (
        django_db_blocker.unblock(),
        copied_database(database, template),
        served(database, log, **more) as running,
    ):
        yield replace(running, url=running.url.replace("127.0.0.1", "localhost")), world


def give_device(page):
    """Plug an authenticator into the browser; its switch for a person who turns away."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    return lambda there: session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": there}
    )


def fill_sign_in(page, user) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Email").fill(user.email)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def look(page, name: str) -> None:
    """The page as it is, wide and narrow, by axe and for the eye."""
    faults = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        if sideways(page) > 0:
            faults.append(f"{sideways(page)} pixels too wide at {width}")
        faults += accessibility_faults(page)
    page.set_viewport_size({"width": WIDE, "height": 900})
    assert not faults, f"{name}\n" + "\n".join(faults)


def add_passkey(page, name: str) -> None:
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()


def test_a_passkey_is_made_and_signs_in_after_the_password_or_instead_of_it(portal, tabs) -> None:
    running, world = portal
    user = world.staff("hub_worker")
    page = tabs(running).new()
    show_face = give_device(page)
    fill_sign_in(page, user)
    page.get_by_role("heading", name="Set up a second step").wait_for()
    look(page, "second-step-missing")
    page.get_by_role("button", name="Add a passkey").click()
    look(page, "passkey-add")
    page.go_back()
    add_passkey(page, "work laptop")
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    look(page, "recovery-codes")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="1 new alert").wait_for()
    with running.pointed(), as_owner():
        assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto(reverse("mfa_index"))
    look(page, "second-step")

    sign_out(page)
    fill_sign_in(page, user)
    page.get_by_role("heading", name="Second step").wait_for()
    look(page, "second-step-asked")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Sign out").wait_for()

    sign_out(page)
    show_face(False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not used").wait_for()
    look(page, "sign-in-passkey-refused")
    show_face(True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Sign out").wait_for()


def test_a_passkey_takes_the_place_of_an_app_and_the_last_one_stays(portal, tabs) -> None:
    running, world = portal
    page = tabs(running).new()
    give_device(page)
    fill_sign_in(page, world.staff("hub_worker"))
    add_passkey(page, "work laptop")
    page.get_by_role("button", name="Continue").click()
    page.goto(reverse("mfa_index"))
    assert not page.get_by_role("link", name=re.compile("Remove")).count()
    with running.pointed(), as_owner():
        only = Authenticator.objects.get(type="webauthn")
        before = Authenticator.objects.create(user=only.user, type="totp", data={"secret": "unused"})
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Remove the app").click()
    look(page, "app-remove")
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Remove work laptop").click()
    look(page, "passkey-remove")
    with running.pointed(), as_owner():
        before.delete()
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("Set up another way to sign in").wait_for()
    with running.pointed(), as_owner():
        assert Authenticator.objects.filter(pk=only.pk).exists()


def test_without_scripts_an_app_is_set_up_and_a_passkey_page_says_what_it_needs(portal, tabs) -> None:
    running, world = portal
    page = tabs(running, scripts=False).new()
    fill_sign_in(page, world.staff("hub_worker"))
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Passkeys need JavaScript in your browser").wait_for()
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
    page.get_by_role("link", name="Set up an authenticator app").click()
    page.get_by_role("img", name="The key as a picture").wait_for()
    assert page.locator(".app-key").inner_text().count(" ") == 7


def test_the_pages_of_an_app_can_be_used_by_everybody(portal, tabs) -> None:
    running, world = portal
    page = tabs(running).new()
    fill_sign_in(page, world.staff("hub_worker"))
    page.get_by_role("button", name="Set up an app").click()
    look(page, "app-set-up")
    page.get_by_role("button", name="Set up").click()
    page.get_by_text("There is a problem").wait_for()
    look(page, "app-set-up-wrong")
    page.goto(reverse("mfa_generate_recovery_codes"))
    look(page, "recovery-codes-new")
    page.goto(reverse("account_reauthenticate"))
    look(page, "prove-by-password")
    page.goto(reverse("account"))
