"""The other doors of the sign-in page, in a real browser: the demo's buttons, and Entra ID's own pages and back."""

from pathlib import Path

import pytest

from accounts.models import User
from tests.browser.portal import served
from tests.browser.test_passkeys import look
from tests.database import as_owner, copied_database
from tests.entra.directory import CLIENT, SECRET, TENANT, directory

OBJECT_ID = "11111111-aaaa-4bbb-8ccc-000000000001"
STRANGER_ID = "11111111-aaaa-4bbb-8ccc-000000000002"
USERS = {
    login: {"claims": {"oid": oid, "tid": TENANT}}
    for login, oid in {"hana": OBJECT_ID, "stranger": STRANGER_ID}.items()
}


@pytest.fixture
def database(browser, furnished, django_db_blocker):
    template, world = furnished
    name = template.replace("_furnished", "_doors")
    with django_db_blocker.unblock(), copied_database(name, template):
        yield name, world


def test_in_the_demo_a_button_is_enough_to_be_somebody(database, tabs, tmp_path: Path) -> None:
    name, world = database
    with served(name, tmp_path / "web.log") as portal:
        with portal.pointed(), as_owner():
            for persona in ("hub_worker", "admin"):
                User.objects.filter(pk=world.staff(persona).pk).update(
                    email=f"{persona}@demo.example", job_title="Family support worker"
                )
        page = tabs(portal).new()
        page.goto("/sign-in/?next=/alerts/")
        look(page, "sign-in-demo")
        assert page.get_by_role("button", name="family support worker").count() == 2
        page.get_by_role("button", name="Hana Worker").click()
        page.get_by_role("heading", name="Your alerts").wait_for()


def test_who_has_a_council_account_goes_to_its_page_and_comes_back_signed_in(
    database, browser, tmp_path: Path
) -> None:
    name, world = database
    with directory(USERS) as entra:
        more = {
            "DEMO_MODE": "false",
            "ENTRA_TENANT_ID": TENANT,
            "ENTRA_CLIENT_ID": CLIENT,
            "ENTRA_CLIENT_SECRET": SECRET,
            "ENTRA_SERVER_URL": entra.issuer,
        }
        with served(name, tmp_path / "web.log", **more) as portal:
            with portal.pointed(), as_owner():
                User.objects.filter(pk=world.staff("hub_worker").pk).update(entra_object_id=OBJECT_ID)
            for login, heading in (("hana", "Home"), ("stranger", "You cannot sign in with this account")):
                visit(browser, portal, login, heading)
            entra.stop()
            page = browser.new_page(base_url=portal.url)
            page.goto("/sign-in/")
            look(page, "sign-in-entra")
            page.get_by_role("button", name="Sign in with your council account").click()
            page.get_by_text("does not answer").wait_for()
            look(page, "entra-down")
            page.close()


def visit(browser, portal, login: str, heading: str) -> None:
    """Through the provider's pages in a browser of their own, which loads nothing from anywhere else."""
    with browser.new_context(base_url=portal.url) as context:
        context.route(lambda address: "//127.0.0.1:" not in address, lambda route: route.abort())
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_role("button", name="Sign in with your council account").click()
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()
        if heading == "Home":
            page.get_by_role("button", name="Sign out").wait_for()
        else:
            page.get_by_role("heading", name=heading).wait_for()
            look(page, "entra-refused")
