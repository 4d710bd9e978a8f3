"""Searching a chronology, marking what matters, seeing it through the family's eyes and as a picture."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.people import search, sign_in
from tests.browser.tabs import looked_at
from tests.database import as_owner
from tests.factories.contacts import make_contact

FAMILY = "Okonkwo-Featherstone family"


def open_chronology(page: Page, portal, world) -> None:
    with portal.pointed(), as_owner():
        case = world.case
        for told, source in (
            ("The midwife rang about Nesta", "told_by_professional"),
            ("Nesta was at home", "seen_and_heard"),
        ):
            make_contact(case, case.by, what_happened=told, source=source, happened_on=timezone.localdate())
    sign_in(page, world.staff("hub_worker"))
    search(page, "alex okonko fetherston")
    page.get_by_role("link", name=FAMILY).first.click()
    page.get_by_role("link", name="Chronology").first.click()
    page.get_by_role("heading", level=1, name="Chronology").wait_for()


def test_a_chronology_is_searched_marked_and_seen_through_other_eyes(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).new()
    open_chronology(page, portal, world)
    page.get_by_label("Search the chronology").fill("NESTA midwife")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".moj-timeline__item")).to_have_count(1)
    assert "midwife" not in page.url.lower()
    page.get_by_role("button", name="Mark as significant").click()
    page.get_by_text("The entry is marked as a significant event").wait_for()
    expect(page.locator(".moj-timeline__item .govuk-tag")).to_have_text("Significant event")
    looked_at(page, "chronology marked")
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_label("As seen by").select_option("The family")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("A professional told us: ask them before it is shown")).to_be_visible()
    expect(page.get_by_text("The midwife rang")).to_have_count(0)
    looked_at(page, "chronology family")
    page.get_by_role("link", name="Picture").click()
    page.get_by_role("heading", level=1, name="Chronology as a picture").wait_for()
    expect(page.get_by_role("link", name="Visit").first).to_be_visible()
    looked_at(page, "chronology picture")


def test_without_scripts_the_words_of_a_search_stay_out_of_the_address(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal, scripts=False).new()
    open_chronology(page, portal, world)
    page.get_by_label("Search the chronology").fill("nobody said this")
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("Nothing matches the filters").wait_for()
    assert "nobody" not in page.url
