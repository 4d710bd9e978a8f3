"""A worker puts a shared record together and hands it over; the partner saves it on a phone, without scripts."""

import re

from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.partners import make_agreed

LINK = re.compile(r"(/for-partners/[\w-]+/)")
CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")


def checked(page):
    assert sideways(page) <= 0
    assert not accessibility_faults(page)


def save_on_a_phone(phone, link, code):
    phone.goto(link)
    phone.get_by_label("Code").fill("BBBB-BBBB")
    phone.get_by_role("button", name="Open it").click()
    phone.get_by_text("The link or the code is wrong").first.wait_for()
    phone.get_by_label("Code").fill(code)
    phone.get_by_role("button", name="Open it").click()
    phone.get_by_role("heading", name="What we shared with you").wait_for()
    assert sideways(phone) <= 0
    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Save the file (PDF)").click()
    assert downloading.value.suggested_filename == "shared-information.pdf"
    assert downloading.value.path().read_bytes().startswith(b"%PDF")


def test_a_record_is_handed_over_saved_and_taken_back(lived_in, tabs) -> None:
    portal, world = lived_in
    council = world.council
    with portal.pointed(), as_owner():
        visit = make_contact(world.file, council.hub_worker, what_happened="We read together.")
        sharing = make_agreed(
            world.case.family, council.hub_worker, council.hub_manager, ("contact", visit, "The last visit")
        )
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto(f"/privacy/families/{world.case.family.pk}/sharing/")
    page.get_by_role("link", name="Download for the partner").first.click()
    assert str(sharing.pk) in page.url
    page.get_by_role("button", name="Put it together").click()
    page.get_by_text("Put together. Look at it, then hand it over").wait_for()
    checked(page)
    page.get_by_role("link", name="Hand it over").click()
    page.get_by_label("Where does the link go?").fill("office@school.example")
    page.get_by_label("Read out by telephone").check()
    page.get_by_role("button", name="Make the link").click()
    page.get_by_text("Look at the file before you hand it over, and say so").first.wait_for()
    checked(page)
    page.get_by_label("Yes. It holds what they need").check()
    page.get_by_role("button", name="Make the link").click()
    page.get_by_role("heading", name="Link and code, shown once").wait_for()
    checked(page)
    words = page.locator("main").inner_text()
    link, code = LINK.search(words), CODE.search(words)
    assert link
    assert code
    looked = tabs(portal, width=NARROW).new()
    looked.goto(link[1])
    checked(looked)
    save_on_a_phone(tabs(portal, width=NARROW, scripts=False).new(), link[1], code[1])
    page.get_by_role("link", name="The download").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Taken back. The link opens nothing any more").wait_for()
    checked(page)
    looked.get_by_label("Code").fill(code[1])
    looked.get_by_role("button", name="Open it").click()
    looked.get_by_text("The link or the code is wrong").first.wait_for()
