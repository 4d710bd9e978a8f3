"""A referral in a real browser: taken on the telephone, refused, carried over the board to a decision."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in

CONCERNS = "Mornings are hard since the baby came, and school is worried."


def fill_referral(page) -> None:
    page.get_by_label("By phone").check()
    page.get_by_label("Where does the referrer work?").select_option("Health")
    page.get_by_label("Name of the referrer").fill("Comfort Boateng")
    page.get_by_label("Children").fill("Robin Skylark, 4 5 2019")
    page.get_by_label("Main reason").select_option("Parenting and routines")
    page.get_by_label("Concerns and needs").fill(CONCERNS)
    page.get_by_label("High").check()
    page.get_by_label("Who agreed?").fill("Robin’s mother")
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        page.get_by_role("group", name="When did they agree?").get_by_label(part).fill(value)
    team = page.get_by_label("Which front door receives it?")
    team.select_option("North hub")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_call_becomes_a_referral_and_the_referral_a_family(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    page = tabs(portal, scripts=scripts).new()
    sign_in(page, world.staff("hub_manager"))
    page.get_by_role("link", name="Record a referral").click()
    page.get_by_label("Yes, the family knows and agrees").check()
    page.get_by_role("button", name="Continue").click()
    fill_referral(page)
    page.get_by_role("button", name="Record referral").click()
    page.get_by_text("is with North hub").wait_for()
    page.get_by_role("button", name="Take it on").click()
    page.get_by_text("It is yours now").wait_for()
    page.get_by_role("button", name="Screen").click()
    page.get_by_label("What did screening find?").fill("Nothing on record")
    page.get_by_label("Yes, it is ready for a decision").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Decide").click()
    page.get_by_label("Open to a service").check()
    expect(page.get_by_label("Family name")).to_have_value("Skylark")
    page.get_by_label("Service", exact=True).select_option("Family hub")
    page.get_by_label("Why?").fill("Three needs at once")
    page.get_by_role("button", name="Decide").click()
    page.get_by_text("Decided", exact=True).wait_for()
    page.get_by_role("link", name="Skylark family").click()
    page.get_by_role("heading", level=1, name="Skylark family").wait_for()


def test_a_refusal_leads_to_the_stop_page(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    page.get_by_role("link", name="Record a referral").click()
    page.get_by_label("No, they do not agree").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", level=1, name="Stop here").wait_for()


def test_a_referral_half_typed_outlives_its_tab(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal).signed_in(world.staff("hub_worker"))
    page = browser.new()
    page.clock.install()
    page.goto("/referrals/new/record/")
    page.get_by_label("Concerns and needs").fill("Half a sentence")
    page.clock.fast_forward(4_000)
    page.get_by_text("Draft saved at").wait_for()
    page.close()
    page = browser.new()
    page.goto("/")
    page.get_by_role("link", name="Referral", exact=True).click()
    expect(page.get_by_label("Concerns and needs")).to_have_value("Half a sentence")
