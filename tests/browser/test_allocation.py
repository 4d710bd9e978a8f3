"""A worker’s families go to others in a real browser, on a phone; two managers press the button one after another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tabs import NARROW


def open_reallocation(page: Page) -> None:
    page.goto("/families/allocation/")
    page.get_by_role("link", name="Hana Worker").click()
    page.get_by_role("heading", level=1, name="Who takes these families?").wait_for()


def tick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(re.compile(f"^{name} family")).check()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_families_go_to_others_and_the_slower_manager_keeps_what_was_typed(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    browser = tabs(portal, scripts=scripts, width=NARROW).signed_in(world.staff("hub_manager"))
    first, second = browser.new(), browser.new()
    for page in (first, second):
        open_reallocation(page)
    tick(first, "Ashworth")
    first.get_by_label("Who takes over?").select_option(str(world.staff("hub_manager").pk))
    first.get_by_label("To even out caseloads").check()
    first.get_by_role("button", name="Give to others").click()
    first.get_by_text("Allocation of 1 family changed").wait_for()

    tick(second, "Ashworth", "Begum")
    second.get_by_label("Who takes over?").select_option("Nobody for now")
    second.get_by_label("Another reason").check()
    second.get_by_label("More about the reason").fill("Long sick leave")
    second.get_by_role("button", name="Give to others").click()
    second.get_by_text("Nothing was saved").wait_for()
    second.get_by_text("given to Malik Manager by Malik Manager").wait_for()
    expect(second.get_by_label(re.compile("^Begum family"))).to_be_checked()
    expect(second.get_by_label("More about the reason")).to_have_value("Long sick leave")
    second.get_by_role("button", name="Give to others").click()
    second.get_by_text("Allocation of 1 family changed").wait_for()
    expect(second.get_by_role("heading", name="Waiting for a worker")).to_be_visible()
    expect(second.get_by_role("link", name=re.compile("^Begum family"))).to_be_visible()
