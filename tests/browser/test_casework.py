"""A hub worker's day in a real browser: finding a family, recording a visit, sending a text, printing."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.people import WHAT_HAPPENED, fill_visit, loads, search, sign_in
from tests.browser.tabs import accessibility_faults
from tests.database import as_owner

MISSPELT = "alex okonko fetherston"
FAMILY = "Okonkwo-Featherstone family"


def open_family(page) -> None:
    search(page, MISSPELT)
    page.get_by_role("link", name=FAMILY).first.click()
    page.get_by_role("heading", level=1, name=FAMILY).wait_for()


def yesterday() -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_visit_is_recorded_four_pages_after_signing_in(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    page = tabs(portal, scripts=scripts).new()
    sign_in(page, world.staff("hub_worker"))
    loaded = loads(page)
    open_family(page)
    page.get_by_role("button", name="Record a contact").click()
    fill_visit(page, "Alex Okonkwo-Featherstone", on=yesterday())
    page.get_by_label("What happened").fill(WHAT_HAPPENED)
    page.get_by_role("button", name="Record contact").click()
    page.get_by_text("The contact is recorded").wait_for()
    assert len(loaded) <= 4, loaded
    page.get_by_role("link", name="Back to the chronology").click()
    assert WHAT_HAPPENED in page.locator(".moj-timeline").inner_text()


def test_a_draft_outlives_its_tab_and_its_session(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal)
    page = browser.new()
    sign_in(page, world.staff("hub_worker"))
    page.clock.install()
    open_family(page)
    page.get_by_role("button", name="Record a contact").click()
    address = page.url
    page.get_by_label("What happened").fill("Half a sentence")
    page.clock.fast_forward(4_000)
    page.get_by_text("Draft saved at").wait_for()
    page.close()

    page = browser.new()
    page.clock.install()
    page.goto(address)
    page.get_by_text("This is your draft").wait_for()
    expect(page.get_by_label("What happened")).to_have_value("Half a sentence")
    with portal.pointed(), as_owner():
        Session.objects.all().delete()
    page.get_by_label("What happened").fill(WHAT_HAPPENED)
    page.clock.fast_forward(4_000)
    page.get_by_text("Your session has ended").wait_for()
    assert not accessibility_faults(page)
    with browser.context.expect_page() as opening:
        page.get_by_role("link", name="Sign in again").click()
    sign_in(opening.value, world.staff("hub_worker"))
    page.clock.fast_forward(11_000)
    page.get_by_text("Draft saved at").wait_for()
    expect(page.get_by_label("What happened")).to_have_value(WHAT_HAPPENED)
    page.close()
    page = browser.new()
    page.goto(address)
    expect(page.get_by_label("What happened")).to_have_value(WHAT_HAPPENED)


def test_without_scripts_a_draft_is_kept_by_its_button_and_a_sent_form_by_the_sign_in_page(
    lived_in, tabs
) -> None:
    portal, world = lived_in
    browser = tabs(portal, scripts=False).signed_in(world.staff("hub_worker"))
    page = browser.new()
    page.goto("/")
    open_family(page)
    page.get_by_role("button", name="Record a contact").click()
    page.get_by_label("What happened").fill("Half a sentence")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("This is your draft").wait_for()
    fill_visit(page, "Sam Okonkwo-Featherstone", on=yesterday())
    page.get_by_label("What happened").fill(WHAT_HAPPENED)
    with portal.pointed(), as_owner():
        Session.objects.all().delete()
    page.get_by_role("button", name="Record contact").click()
    page.get_by_text("What you typed is kept").wait_for()
    page.get_by_label("Email").fill(world.staff("hub_worker").email)
    page.get_by_label("Password", exact=True).fill("a long enough test passphrase")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Carry on with it").click()
    page.get_by_text("The contact is recorded").wait_for()
    page.get_by_text(WHAT_HAPPENED).wait_for()


def test_a_form_sent_empty_says_what_is_missing_and_leads_there(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    open_family(page)
    page.get_by_role("button", name="Record a contact").click()
    page.get_by_role("button", name="Record contact").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert not accessibility_faults(page)
    summary.get_by_role("link").last.click()
    assert page.evaluate("document.activeElement.name") in ("what_happened", "source")
    page.set_viewport_size({"width": 320, "height": 900})
    assert not accessibility_faults(page)


def test_the_keyboard_skips_to_the_main_part_of_a_page(shown, tabs) -> None:
    portal, world = shown
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_text_to_a_safe_phone_stands_in_the_chronology(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    open_family(page)
    page.get_by_role("button", name="Send a text").click()
    expect(page.get_by_role("main")).to_contain_text("Numbers that may not be texted")
    page.get_by_label("Alex Okonkwo-Featherstone").first.check()
    page.get_by_label("Please ring us").check()
    page.get_by_role("button", name="Continue").click()
    for box in page.get_by_role("main").get_by_role("textbox").all():
        if not box.input_value():
            box.fill("Hana")
    page.get_by_role("button", name="Look at the text").click()
    page.get_by_role("heading", name="Check the text before you send it").wait_for()
    assert not accessibility_faults(page)
    page.get_by_role("button", name="Send the text").click()
    page.get_by_text("will be sent in a moment").wait_for()
    page.get_by_role("link", name="The family").click()
    page.get_by_role("link", name="Chronology", exact=True).click()
    first = page.locator(".moj-timeline__item").first
    expect(first).to_contain_text("Please ring us")
    expect(first).to_contain_text("Waiting to be sent")


def test_search_pages_can_be_used_by_everybody(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    search(page, MISSPELT)
    # Somebody of another team with nearly the same name: enough to know that they are there, and no more.
    expect(page.get_by_role("main")).to_contain_text("You do not have access to this record")
    assert "Okonkwo" not in page.url
    assert not accessibility_faults(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert not accessibility_faults(page)
    page.get_by_role("button", name="Create a new person").click()
    page.get_by_role("heading", name="Create a new person").wait_for()
    assert not accessibility_faults(page)


def test_on_paper_the_chronology_comes_without_the_ways_around_the_site(shown, tabs, tmp_path) -> None:
    portal, world = shown
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto(f"/families/{world.case.family.pk}/chronology/?print=1")
    page.emulate_media(media="print")
    for hidden in (
        ".govuk-service-navigation",
        ".app-search",
        ".govuk-back-link",
        ".app-footer",
        ".app-account",
    ):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".moj-timeline")).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000
