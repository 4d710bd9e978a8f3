"""The warning before a session ends, and what becomes of the work being typed."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.sessions import STARTED
from tests.browser.people import WHAT_HAPPENED, sign_in
from tests.browser.portal import Portal
from tests.browser.tabs import NARROW, WIDE, Tabs, accessibility_faults, sideways
from tests.browser.world import World
from tests.factories.accounts import PASSWORD

SHOTS = os.environ.get("SHOTS")
UNTIL_WARNING = 28 * 60
TITLE = "You will be signed out soon"
SPOKEN = re.compile(r"You will be signed out in (2 minutes|1 minute \d+ seconds?)\.")


def dialog(page: Page):
    return page.get_by_role("dialog", name=TITLE)


def opened(browser: Tabs, world: World, path: str = "/") -> Page:
    """A page of the hub worker, its clock in the test's hands."""
    page = browser.new()
    page.clock.install()
    page.goto("/sign-in/")
    if page.get_by_role("button", name="Sign in").count():
        sign_in(page, world.staff("hub_worker"))
    page.goto(path)
    return page


def do_nothing_for(portal: Portal, seconds: int, *pages: Page) -> None:
    """For the portal and for the browser alike."""
    portal.let_time_pass(seconds)
    for page in pages:
        page.clock.fast_forward(seconds * 1000)


def time_runs_out(portal: Portal, page: Page) -> None:
    portal.end_sessions()
    page.clock.fast_forward(125_000)
    page.get_by_role("heading", level=1, name="Sign in").wait_for()


def sign_in_here(page: Page, world: World) -> None:
    """On the page the session's end led to."""
    page.get_by_label("Email").fill(world.staff("hub_worker").email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def record_address(world: World) -> str:
    return f"/families/{world.case.family.pk}/contacts/record/"


def test_a_real_half_minute_is_warned_about_extended_and_then_over(short_lived, tabs) -> None:
    portal, world = short_lived
    page = tabs(portal).new()
    sign_in(page, world.staff("hub_worker"))
    page.goto("/account/")
    for _ in range(2):
        dialog(page).wait_for(timeout=40_000)
        page.keyboard.press("Enter")
        dialog(page).wait_for(state="hidden")
        assert page.url.endswith("/account/")
    page.get_by_text("You were signed out.").wait_for(timeout=60_000)
    assert page.url.startswith(f"{portal.url}/sign-in/")
    sign_in_here(page, world)
    page.get_by_role("heading", level=1, name="Your account").wait_for()


def test_the_warning_is_a_dialog_for_the_keyboard_and_for_everybody(lived_in, tabs) -> None:
    portal, world = lived_in
    page = opened(tabs(portal), world, "/account/")
    expect(dialog(page)).to_be_hidden()
    do_nothing_for(portal, UNTIL_WARNING, page)
    dialog(page).wait_for()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(page.locator("#idle-spoken")).to_have_text(SPOKEN)
    expect(page.locator("#idle-spoken")).to_have_attribute("aria-live", "polite")
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"idle-{width}.png")
        assert not accessibility_faults(page)
        assert sideways(page) <= 0
    page.keyboard.press("Tab")
    expect(dialog(page).get_by_role("button", name="Sign out")).to_be_focused()
    page.keyboard.press("Escape")
    dialog(page).wait_for(state="hidden")
    do_nothing_for(portal, UNTIL_WARNING - 60, page)
    assert page.goto("/account/").status == 200
    assert page.url.endswith("/account/")


def test_the_time_left_is_not_spoken_every_second(lived_in, tabs) -> None:
    portal, world = lived_in
    page = opened(tabs(portal), world)
    do_nothing_for(portal, UNTIL_WARNING, page)
    dialog(page).wait_for()
    page.evaluate(
        "const line = document.getElementById('idle-spoken'); window.spoken = [];"
        "new MutationObserver(() => spoken.push(line.textContent)).observe(line, { childList: true })"
    )
    for _ in range(11):
        portal.let_time_pass(5)
        page.clock.run_for(5_000)
        page.wait_for_timeout(50)
    assert len(page.evaluate("spoken")) <= 2
    expect(dialog(page).locator("[data-idle-countdown]")).to_contain_text("minute")


def test_staying_in_one_tab_closes_the_warning_in_the_others(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal)
    one, other = opened(browser, world), opened(browser, world, "/account/")
    do_nothing_for(portal, UNTIL_WARNING, one, other)
    for page in (one, other):
        dialog(page).wait_for()
    one.get_by_role("button", name="Stay signed in").click()
    for page in (one, other):
        dialog(page).wait_for(state="hidden")


def test_work_in_another_tab_keeps_this_one_from_warning(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal)
    one, other = opened(browser, world), opened(browser, world, "/account/")
    do_nothing_for(portal, UNTIL_WARNING - 5, one, other)
    other.goto("/")
    with one.expect_response("**/account/session/"):
        one.clock.fast_forward(10_000)
    expect(dialog(one)).to_be_hidden()


def test_a_draft_that_saves_itself_is_activity_and_is_there_after_the_end(lived_in, tabs) -> None:
    portal, world = lived_in
    page = opened(tabs(portal), world, record_address(world))
    do_nothing_for(portal, UNTIL_WARNING - 60, page)
    page.get_by_label("What happened").fill(WHAT_HAPPENED)
    page.clock.fast_forward(4_000)
    page.get_by_text("Draft saved at").wait_for()
    with page.expect_response("**/account/session/"):
        page.clock.fast_forward(70_000)
    expect(dialog(page)).to_be_hidden()
    do_nothing_for(portal, UNTIL_WARNING, page)
    dialog(page).wait_for()
    time_runs_out(portal, page)
    sign_in_here(page, world)
    page.get_by_text("This is your draft").wait_for()
    expect(page.get_by_label("What happened")).to_have_value(WHAT_HAPPENED)


def test_a_form_that_saves_no_draft_is_held_and_sent_only_when_its_writer_says_so(lived_in, tabs) -> None:
    portal, world = lived_in
    address = f"/families/{world.case.family.pk}/name/"
    page = opened(tabs(portal), world, address)
    box = page.get_by_role("main").get_by_role("textbox").first
    before = box.input_value()
    box.fill("A quite long new name of the family")
    do_nothing_for(portal, UNTIL_WARNING, page)
    dialog(page).wait_for()
    time_runs_out(portal, page)
    page.get_by_text("What you typed is kept").wait_for()
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "held-1280.png", full_page=True)
    sign_in_here(page, world)
    page.get_by_text("Check it before you send it").wait_for()
    expect(page.locator("textarea")).to_have_value("A quite long new name of the family")
    assert not accessibility_faults(page)
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert sideways(page) <= 0
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "carry-on-320.png", full_page=True)
    page.get_by_role("link", name="Do not send it, and open the page it was on").click()
    expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value(before)


def test_after_twelve_hours_the_warning_offers_no_longer_stay(lived_in, tabs) -> None:
    portal, world = lived_in
    page = opened(tabs(portal), world)
    portal.let_time_pass(12 * 60 * 60 - 100, since=STARTED)
    page.goto("/account/")
    dialog(page).wait_for()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
    expect(dialog(page)).to_contain_text("You signed in 12 hours ago.")
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_visible()
    assert not accessibility_faults(page)
    dialog(page).get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", level=1, name="Sign in").wait_for()


def test_a_portal_that_cannot_be_reached_loses_no_typed_work(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal)
    page = opened(browser, world, f"/families/{world.case.family.pk}/name/")
    page.get_by_role("main").get_by_role("textbox").first.fill("A new name")
    page.route("**/account/session/", lambda route: route.fulfill(status=503))
    do_nothing_for(portal, 31 * 60, page)
    page.wait_for_timeout(300)
    expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value("A new name")
    browser.complaints.clear()  # the 503 above


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_my_sessions_can_be_read_and_ended(lived_in, tabs, width) -> None:
    portal, world = lived_in
    other = opened(tabs(portal), world)
    page = opened(tabs(portal, width=width), world, "/account/sessions/")
    expect(page.get_by_role("heading", level=2, name="HeadlessChrome on Linux")).to_have_count(2)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"sessions-{width}.png", full_page=True)
    assert not accessibility_faults(page)
    assert sideways(page) <= 0
    page.get_by_role("button", name="End this session").click()
    page.get_by_text("That session has ended").wait_for()
    other.goto("/account/")
    other.get_by_role("heading", level=1, name="Sign in").wait_for()
